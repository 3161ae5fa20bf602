package dev.lockstep.spec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where results go; for runs on files there need be none.
 *
 * @param topics by output; an output without one is not written
 * @param allVerdicts whether {@code verdicts} also tells of APPLIED and PASSED
 * @param allGaps whether {@code incidents} also tells of gaps that opened and were filled
 * @param appliedValue what the records of applied events hold in their topic
 */
public record OutputsSpec(
    Map<Output, KafkaTopic> topics,
    boolean allVerdicts,
    boolean allGaps,
    AppliedValue appliedValue) {
  public OutputsSpec {
    Map<Output, KafkaTopic> copy = new EnumMap<>(Output.class);
    copy.putAll(topics);
    topics = Collections.unmodifiableMap(copy);
  }

  /** The same to other topics. */
  public OutputsSpec to(Map<Output, KafkaTopic> others) {
    return new OutputsSpec(others, allVerdicts, allGaps, appliedValue);
  }

  /** What the record of an applied event holds; its receipt is in the headers either way. */
  public enum AppliedValue {
    /** Lockstep's line of the event, with its receipt. */
    LINE,
    /** The value that the event came with, byte for byte. */
    RECORD
  }

  /** What a job puts out. */
  public enum Output {
    /** Each change of an entity's state. */
    STATE,
    /** Each applied event, with its receipt. */
    APPLIED,
    /** The events of the analytics lane. */
    ANALYTICS,
    /** Events set aside. */
    DEAD_LETTERS,
    /** What an operator should know. */
    INCIDENTS,
    /** Entities that are quarantined. */
    QUARANTINE,
    /** What was decided about each event. */
    VERDICTS
  }

  /**
   * A topic that is written.
   *
   * @param bootstrapServers host:port, separated by commas
   * @param topic its name
   * @param properties of the Kafka client; may hold secrets
   * @param partitions over how many entities are spread; null for all that the topic has at the
   *     job's first start
   */
  public record KafkaTopic(
      String bootstrapServers,
      String topic,
      Map<String, String> properties,
      @Nullable Integer partitions) {
    public KafkaTopic {
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "KafkaTopic[" + bootstrapServers + ", " + topic + "]";
    }
  }
}
