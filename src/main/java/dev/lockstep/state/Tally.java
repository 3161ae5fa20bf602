package dev.lockstep.state;

import dev.lockstep.reconcile.Verdict;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted, by name: records received, verdicts given, events held.
 *
 * @param counts the counts by their names
 */
public record Tally(Map<String, Long> counts) implements Serializable {
  /** Records read. */
  public static final String RECEIVED = "received";

  /** Events waiting now. */
  public static final String HELD = "held";

  /** Events waiting now because their entities are quarantined, culprits among them. */
  public static final String PARKED = "parked";

  /** Nothing was counted yet. */
  public static final Tally NONE = new Tally(Map.of());

  public Tally {
    counts = Map.copyOf(counts);
  }

  /** A count; what was never counted is 0. */
  public long get(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** How often a verdict was given. */
  public long get(Verdict verdict) {
    return get(verdict.name());
  }

  /** The sum of all verdicts. */
  public long verdicts() {
    long sum = 0;
    for (Verdict verdict : Verdict.values()) {
      sum += get(verdict);
    }
    return sum;
  }

  /** Both tallies together. */
  public Tally plus(Tally other) {
    Map<String, Long> sum = new TreeMap<>(counts);
    other.counts.forEach((name, count) -> sum.merge(name, count, Long::sum));
    return new Tally(sum);
  }
}
