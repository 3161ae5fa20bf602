package dev.lockstep.bench.workload;

/**
 * Entities that take turns, a permutation of them over and over: two arrivals of one entity lie all
 * other entities apart.
 */
record UniformSchedule(int entities, int each, long step) implements Schedule {
  private static final long BEGIN_MILLIS = 1_700_000_000_000L;
  private static final long APART_MILLIS = 1_000;

  static UniformSchedule of(int entities, long events) {
    int each = (int) Math.max(1, events / entities);
    return new UniformSchedule(entities, each, stepThrough(entities));
  }

  /** A step that visits all entities, near the golden section so that neighbours are far apart. */
  static long stepThrough(int entities) {
    long step = (long) (entities * 0.6180339887) | 1;
    while (gcd(step, entities) != 1) {
      step += 2;
    }
    return step;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public long events() {
    return (long) entities * each;
  }

  @Override
  public int eventsOf(int entity) {
    return each;
  }

  @Override
  public int entity(long index) {
    return (int) (index % entities * step % entities);
  }

  @Override
  public int turn(long index) {
    return (int) (index / entities);
  }

  @Override
  public long timeMillis(int entity, long version) {
    return BEGIN_MILLIS + version * APART_MILLIS + entity;
  }
}
