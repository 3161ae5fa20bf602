package dev.lockstep.spec;

import dev.lockstep.spec.SourceSpec.Format;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code source}. */
final class SourceSection {
  private static final int SIZE_AT_MOST_BYTES = 1 << 20;

  /** A name or an address; one of IPv6 stands in brackets. */
  private static final String SERVER = "(?:[^\\s,:@\\[\\]]+|\\[[0-9a-fA-F:.%]+]):\\d{1,5}";

  private static final String JSON_INSTEAD = "this version reads `json` and `cloudevents`";
  private static final Choice<Format> FORMAT =
      Choice.of(Format.class)
          .later("debezium", "use `json` and point `event` into the envelope")
          .later("avro", JSON_INSTEAD);

  private static final Choice<StartFrom> START_FROM =
      Choice.of(
          Map.of(
              "earliest", new StartFrom(StartFrom.Kind.EARLIEST, null),
              "latest", new StartFrom(StartFrom.Kind.LATEST, null),
              "committed", new StartFrom(StartFrom.Kind.COMMITTED, null)));

  static final Form<String> TOPIC =
      Forms.text(
          Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}"),
          "a topic: letters, digits, `.`, `_` and `-`");
  static final Form<String> SERVERS =
      Forms.text(
          Pattern.compile("%1$s(,\\s*%1$s)*".formatted(SERVER)),
          "a list of servers, such as `one:9092,two:9092`");

  private SourceSection() {}

  static SourceSpec read(Section source, String jobName) {
    return new SourceSpec(
        source.find("kafka", source.form(kafka -> kafka(kafka, jobName))),
        source.get("format", FORMAT, Format.JSON),
        source.get("size-at-most", Amounts.SIZE_FORM, SIZE_AT_MOST_BYTES));
  }

  private static Kafka kafka(Section kafka, String jobName) {
    return new Kafka(
        kafka.require("bootstrap-servers", SERVERS, "", "such as `localhost:9092`"),
        kafka.require("topics", Forms.oneOrMore(TOPIC), List.of(), "such as `[orders]`"),
        kafka.get("group-id", Forms.TEXT, jobName),
        kafka.get(
            "start-from", SourceSection::startFrom, new StartFrom(StartFrom.Kind.COMMITTED, null)),
        kafka.get("properties", Forms.PROPERTIES, Map.of()));
  }

  private static @Nullable StartFrom startFrom(Value value) {
    String text = value.text("earliest, latest, committed or a time");
    Instant instant = text == null ? null : Forms.instantOf(text);
    if (text == null) {
      return null;
    }
    if (instant != null && instant.toEpochMilli() < 0) {
      return value.wrong("`start-from` is before 1970", "`earliest`, or the time of a record");
    }
    return instant != null ? StartFrom.at(instant) : START_FROM.read(value);
  }
}
