package dev.lockstep.simulate;

/**
 * The two times of the model's job.
 *
 * @param watermark event-time progress, {@link #UNKNOWN} before the first one
 * @param nowMillis processing time
 * @param stillSinceMillis processing time of the last start or advance of the watermark
 */
record ModelTime(long watermark, long nowMillis, long stillSinceMillis) {
  static final long UNKNOWN = Long.MIN_VALUE;
  static final long END = Long.MAX_VALUE;
  static final ModelTime BEFORE_ALL = new ModelTime(UNKNOWN, 0, 0);

  ModelTime advancedTo(long higher) {
    return new ModelTime(higher, nowMillis, nowMillis);
  }

  ModelTime clockAt(long later) {
    return new ModelTime(watermark, later, stillSinceMillis);
  }

  ModelTime restarted() {
    return new ModelTime(watermark, nowMillis, nowMillis);
  }
}
