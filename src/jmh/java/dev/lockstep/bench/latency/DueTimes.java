package dev.lockstep.bench.latency;

import dev.lockstep.bench.workload.Workload;
import java.util.BitSet;

/**
 * By which arrival each event can be put out: its own, or that of a version below it that comes
 * later.
 */
final class DueTimes {
  private final int[] begin;
  private final int[] due;
  private final BitSet held = new BitSet();

  DueTimes(Workload workload) {
    begin = new int[workload.entities() + 1];
    for (int entity = 0; entity < workload.entities(); entity++) {
      begin[entity + 1] = begin[entity] + workload.versionsOf(entity);
    }
    due = new int[begin[workload.entities()]];
    // a repeated event comes after the first of its kind: the lowest arrival is what counts
    for (long arrival = workload.total() - 1; arrival >= 0; arrival--) {
      Workload.Drawn drawn = workload.arrival(arrival);
      due[place(drawn.entity(), drawn.version())] = (int) arrival;
    }
    for (int entity = 0; entity < workload.entities(); entity++) {
      for (int place = begin[entity] + 1; place < begin[entity + 1]; place++) {
        if (due[place - 1] > due[place]) {
          due[place] = due[place - 1];
          held.set(place);
        }
      }
    }
  }

  private int place(int entity, long version) {
    return begin[entity] + (int) version - 1;
  }

  /** Whether there is such an event at all. */
  boolean knows(int entity, long version) {
    return version >= 1 && version <= begin[entity + 1] - begin[entity];
  }

  /** The number of the arrival by which it can be put out. */
  int due(int entity, long version) {
    return due[place(entity, version)];
  }

  /** Whether it had to wait for another. */
  boolean held(int entity, long version) {
    return held.get(place(entity, version));
  }
}
