package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;

/** One thing that happens to a job, in the order in which it does. */
public sealed interface Happening {

  /**
   * An event or a place marker reaches its entity.
   *
   * @param arrival what arrives
   */
  record Arrives(Arrival arrival) implements Happening {}

  /**
   * The watermark advances; one that is not above the last changes nothing.
   *
   * @param watermark epoch milliseconds of event time
   */
  record WatermarkAt(long watermark) implements Happening {}

  /**
   * Processing time passes.
   *
   * @param nowMillis epoch milliseconds
   */
  record ClockAt(long nowMillis) implements Happening {}

  /** The job stops and starts again from its last state, at the present processing time. */
  record Restarts() implements Happening {}
}
