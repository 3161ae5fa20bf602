package dev.lockstep.bench.workload;

/**
 * Says what must come out, and checks what does: each entity's versions from 1, once, in that
 * order, with the right event ids.
 *
 * <p>It keeps a count and one rolling hash per entity, in which the order counts, and makes both
 * once more from the workload alone.
 */
public final class Oracle {
  /** The output is right. */
  public static final String RIGHT = "ok";

  /** As many came out as arrived; more is not asked of what does not do the job. */
  public static final String COUNTED = "count ok";

  private final Workload workload;
  private final long[] hash;
  private final int[] seen;
  private long count;

  /** An oracle that has seen nothing yet. */
  public Oracle(Workload workload) {
    this.workload = workload;
    this.hash = new long[workload.entities()];
    this.seen = new int[workload.entities()];
  }

  /** Takes in one event that came out. */
  public void accept(String entityId, long version, String eventId) {
    int entity = Workload.entityOf(entityId);
    hash[entity] = fold(hash[entity], version, eventId);
    seen[entity]++;
    count++;
  }

  /** Takes in one event that came out. */
  public void accept(PeerEvent event) {
    accept(event.entityId, event.version, event.eventId);
  }

  /** How many events came out. */
  public long count() {
    return count;
  }

  private static long fold(long hash, long version, String eventId) {
    return hash * 0x9E3779B97F4A7C15L + version * 31 + eventId.hashCode();
  }

  /** {@link #RIGHT}, or what is wrong. */
  public String verdict() {
    int wrong = 0;
    for (int entity = 0; entity < seen.length; entity++) {
      if (!right(entity)) {
        wrong++;
      }
    }
    return count == workload.unique() && wrong == 0
        ? RIGHT
        : "FAIL: " + count + " of " + workload.unique() + ", " + wrong + " entities wrong";
  }

  private boolean right(int entity) {
    long expected = 0;
    int versions = workload.versionsOf(entity);
    for (int version = 1; version <= versions; version++) {
      String id = Workload.eventId(new Workload.Drawn(entity, version));
      expected = fold(expected, version, id);
    }
    return seen[entity] == versions && hash[entity] == expected;
  }

  /** {@link #COUNTED}, or what is wrong: for what hands on all that arrives. */
  public String verdictOnCount() {
    return count == workload.total()
        ? COUNTED
        : "FAIL: " + count + " of " + workload.total() + " arrivals";
  }
}
