package dev.lockstep.demo;

import java.util.HashMap;
import java.util.Map;

/** Who of a consumer group is there, and how far it has got. */
final class Attendance {
  private final int members;
  private final int records;
  private final Map<Integer, Integer> partitions = new HashMap<>();
  private final Map<Integer, Long> ends = new HashMap<>();

  Attendance(int members, int records) {
    this.members = members;
    this.records = records;
  }

  /** How many partitions a member was given. */
  synchronized void given(int member, int count) {
    partitions.put(member, count);
    notifyAll();
  }

  /** Waits until each member has the one partition that is its share. */
  synchronized void awaitAll() throws InterruptedException {
    while (partitions.values().stream().filter(count -> count == 1).count() < members) {
      wait();
    }
  }

  /** A member is through with a record; one that is handed out again counts once. */
  synchronized void commit(int partition, long offset) {
    ends.merge(partition, offset + 1, Math::max);
  }

  /** Whether the group is through with all that the topic will ever hold. */
  synchronized boolean isOver() {
    return ends.values().stream().mapToLong(Long::longValue).sum() == records;
  }
}
