package dev.lockstep.connect;

import dev.lockstep.spec.SourceSpec.StartFrom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where each partition is read from when a job starts without state.
 *
 * <p>A job that goes on after a stop and finds that its place was deleted meanwhile fails: jumping
 * to what is left, as Kafka's clients do by default, would lose events without a word. Whoever
 * wants to go on nevertheless sets {@code auto.offset.reset}.
 */
@SuppressWarnings("deprecation") // the connector's interface asks for the deprecated enum
final class StartPosition implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final StartFrom.Kind kind;
  private final long fromMillis;
  private final OffsetResetStrategy whenLost;

  private StartPosition(StartFrom.Kind kind, long fromMillis, OffsetResetStrategy whenLost) {
    this.kind = kind;
    this.fromMillis = fromMillis;
    this.whenLost = whenLost;
  }

  /**
   * The position that a spec asks for.
   *
   * @param reset the client's {@code auto.offset.reset}: earliest, latest, or else none
   */
  static StartPosition of(StartFrom from, String reset) {
    OffsetResetStrategy whenLost =
        switch (reset.toLowerCase(Locale.ROOT)) {
          case "earliest" -> OffsetResetStrategy.EARLIEST;
          case "latest" -> OffsetResetStrategy.LATEST;
          default -> OffsetResetStrategy.NONE;
        };
    long fromMillis =
        from.kind() == StartFrom.Kind.TIMESTAMP
            ? Objects.requireNonNull(from.instant()).toEpochMilli()
            : 0;
    return new StartPosition(from.kind(), fromMillis, whenLost);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    return switch (kind) {
      case EARLIEST -> broker.beginningOffsets(partitions);
      case LATEST -> broker.endOffsets(partitions);
      case COMMITTED -> orElse(broker.committedOffsets(partitions), partitions, broker);
      case TIMESTAMP -> atOrAfter(partitions, broker);
    };
  }

  /** Where the consumer group was never, it begins with the first record there is. */
  private static Map<TopicPartition, Long> orElse(
      Map<TopicPartition, Long> committed,
      Collection<TopicPartition> partitions,
      PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> offsets = new HashMap<>(committed);
    offsets.values().removeIf(Objects::isNull);
    Set<TopicPartition> unknown = new HashSet<>(partitions);
    unknown.removeAll(offsets.keySet());
    if (!unknown.isEmpty()) {
      offsets.putAll(broker.beginningOffsets(unknown));
    }
    return offsets;
  }

  /** Where nothing is as young as the time, the end. */
  private Map<TopicPartition, Long> atOrAfter(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
    Map<TopicPartition, Long> offsets = new HashMap<>(broker.endOffsets(partitions));
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, fromMillis));
    broker
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                offsets.put(partition, found.offset());
              }
            });
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return whenLost;
  }
}
