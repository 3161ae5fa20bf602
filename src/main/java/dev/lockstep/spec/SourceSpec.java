package dev.lockstep.spec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read.
 *
 * @param kafka the topics; null for runs on files
 * @param format how a record's value is written
 * @param sizeAtMostBytes how large a record's value may be
 */
public record SourceSpec(@Nullable Kafka kafka, Format format, int sizeAtMostBytes) {

  /** How a record's value is written. */
  public enum Format {
    /** One JSON value. */
    JSON,
    /** A CloudEvent 1.0 with JSON data, in structured or binary mode. */
    CLOUDEVENTS
  }

  /**
   * Topics that are read.
   *
   * @param bootstrapServers host:port, separated by commas
   * @param topics one or more, each once
   * @param groupId the consumer group
   * @param startFrom where a job without state begins
   * @param properties of the Kafka client; may hold secrets
   */
  public record Kafka(
      String bootstrapServers,
      List<String> topics,
      String groupId,
      StartFrom startFrom,
      Map<String, String> properties) {
    public Kafka {
      topics = List.copyOf(topics);
      properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
      return "Kafka[" + bootstrapServers + ", " + topics + ", " + groupId + ", " + startFrom + "]";
    }
  }

  /**
   * Where a job without state begins to read.
   *
   * @param kind which place
   * @param instant the time, null unless the kind is {@link Kind#TIMESTAMP}
   */
  public record StartFrom(Kind kind, @Nullable Instant instant) {

    /** The places. */
    public enum Kind {
      /** The first record there is. */
      EARLIEST,
      /** What comes after the start. */
      LATEST,
      /** Where the consumer group left off, else the first record there is. */
      COMMITTED,
      /** The first record at or after a time. */
      TIMESTAMP
    }

    static StartFrom at(Instant instant) {
      return new StartFrom(Kind.TIMESTAMP, instant);
    }
  }
}
