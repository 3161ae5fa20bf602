package dev.lockstep.bench.kafka;

import dev.lockstep.bench.measure.ProcessCosts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker again and again how far an output is, until it has stood still for a while.
 *
 * <p>That is all that happens beside a contender: its output is read when it has ended.
 */
final class Watch {
  private static final long EVERY_MILLIS = 200;
  private static final long AT_MOST_NANOS = 600_000_000_000L;

  private final String topic;
  private final long quietNanos;
  private final List<Sample> samples = new ArrayList<>();

  /**
   * How far an output was at one moment.
   *
   * @param nanos when
   * @param written the end of each partition
   * @param committed how far each can be read with {@code read_committed}
   */
  record Sample(
      long nanos,
      List<Long> written,
      List<Long> committed,
      double cpuSeconds,
      long peakResidentMib) {
    boolean sameOffsetsAs(Sample other) {
      return written.equals(other.written) && committed.equals(other.committed);
    }

    long committedInAll() {
      return committed.stream().mapToLong(Long::longValue).sum();
    }
  }

  Watch(String topic, long quietMillis) {
    this.topic = topic;
    this.quietNanos = quietMillis * 1_000_000;
  }

  /** Watches until at least so many records are committed and nothing moves any more. */
  void untilQuiet(Admin admin, long records) throws ExecutionException, InterruptedException {
    long began = System.nanoTime();
    long moved = began;
    while (System.nanoTime() - began < AT_MOST_NANOS) {
      Thread.sleep(EVERY_MILLIS);
      Sample sample = sample(admin);
      if (samples.isEmpty() || !sample.sameOffsetsAs(samples.get(samples.size() - 1))) {
        moved = sample.nanos();
      }
      samples.add(sample);
      boolean complete =
          sample.committedInAll() >= records && sample.committed().equals(sample.written());
      if (complete && sample.nanos() - moved > quietNanos) {
        return;
      }
    }
  }

  private Sample sample(Admin admin) throws ExecutionException, InterruptedException {
    List<Long> written = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    List<Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
    return new Sample(
        System.nanoTime(),
        written,
        committed,
        ProcessCosts.cpuSeconds(),
        ProcessCosts.peakResidentMib());
  }

  private List<Long> ends(Admin admin, IsolationLevel level)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (int partition = 0; partition < Race.PARTITIONS; partition++) {
      asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    var told = admin.listOffsets(asked, new ListOffsetsOptions(level)).all().get();
    List<Long> ends = new ArrayList<>();
    for (int partition = 0; partition < Race.PARTITIONS; partition++) {
      ends.add(Objects.requireNonNull(told.get(new TopicPartition(topic, partition))).offset());
    }
    return ends;
  }

  /** The first sample that has all that is before these offsets written. */
  Sample whenWritten(List<Long> offsets) {
    return samples.stream()
        .filter(sample -> covers(sample.written(), offsets))
        .findFirst()
        .orElseThrow();
  }

  /** The first sample that has all that is before these offsets committed. */
  Sample whenCommitted(List<Long> offsets) {
    return samples.stream()
        .filter(sample -> covers(sample.committed(), offsets))
        .findFirst()
        .orElseThrow();
  }

  private static boolean covers(List<Long> reached, List<Long> offsets) {
    for (int partition = 0; partition < offsets.size(); partition++) {
      if (reached.get(partition) < offsets.get(partition)) {
        return false;
      }
    }
    return true;
  }
}
