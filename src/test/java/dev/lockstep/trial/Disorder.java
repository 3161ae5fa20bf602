package dev.lockstep.trial;

import dev.lockstep.simulate.Draft;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is out of order in a source, as it lies in its partitions.
 *
 * @param duplicates records that say again what an earlier one says
 * @param swaps events behind a later one of their own entity
 * @param resent those duplicates that a producer made by sending one record twice
 * @param overtaken records behind one that was handed over later, in one partition
 */
record Disorder(int duplicates, int swaps, int resent, int overtaken) {

  /** What has been counted, record by record in the order of each partition. */
  static final class Count {
    private final Set<Integer> numbers = new HashSet<>();
    private final Set<Draft> drafts = new HashSet<>();
    private final Map<Integer, Integer> newest = new HashMap<>();
    private final Map<String, Long> latest = new HashMap<>();
    private int duplicates;
    private int swaps;
    private int resent;
    private int overtaken;

    void add(int partition, int number, Draft draft) {
      boolean sentOnce = numbers.add(number);
      if (!sentOnce) {
        resent++;
      } else if (newest.merge(partition, number, Math::max) > number) {
        overtaken++;
      }
      long place = draft.ranks().get(0);
      if (!drafts.add(draft)) {
        duplicates++;
      } else if (latest.merge(partition + draft.entity(), place, Math::max) > place) {
        swaps++;
      }
    }

    /** How many drafts there are. */
    int drafts() {
      return numbers.size();
    }

    Disorder sum() {
      return new Disorder(duplicates, swaps, resent, overtaken);
    }
  }
}
