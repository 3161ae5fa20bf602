package dev.lockstep.spec;

import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code outputs}. */
final class OutputsSection {
  private static final String TOPIC_INSTEAD = "use `kafka: {topic: ...}`";

  private static final Choice<Boolean> GAPS = Choice.of(Map.of("all", true, "abandoned", false));
  private static final Choice<AppliedValue> VALUE = Choice.of(AppliedValue.class);
  private static final int PARTITIONS_AT_MOST = 100_000;

  private record Written(
      @Nullable KafkaTopic topic, boolean all, boolean gaps, AppliedValue value) {}

  private OutputsSection() {}

  static OutputsSpec read(Section outputs, @Nullable Kafka source) {
    Map<Output, KafkaTopic> topics = new EnumMap<>(Output.class);
    boolean allVerdicts = false;
    boolean allGaps = false;
    AppliedValue appliedValue = AppliedValue.LINE;
    for (Output output : Output.values()) {
      Written written =
          outputs.group(Choice.word(output), section -> output(section, output, source));
      if (written.topic() != null) {
        topics.put(output, written.topic());
      }
      allVerdicts |= written.all();
      allGaps |= written.gaps();
      appliedValue = output == Output.APPLIED ? written.value() : appliedValue;
    }
    return new OutputsSpec(topics, allVerdicts, allGaps, appliedValue);
  }

  private static Written output(Section section, Output output, @Nullable Kafka source) {
    section.later("jdbc", TOPIC_INSTEAD);
    section.later("file", TOPIC_INSTEAD + ", or `run` with `--output DIR`");
    boolean all = output == Output.VERDICTS && section.get("all", Forms.FLAG, false);
    boolean gaps = output == Output.INCIDENTS && section.get("gaps", GAPS, false);
    AppliedValue value =
        output == Output.APPLIED
            ? section.get("value", VALUE, AppliedValue.LINE)
            : AppliedValue.LINE;
    KafkaTopic topic = section.find("kafka", section.form(kafka -> spread(kafka, source)));
    return new Written(topic, all, gaps, value);
  }

  static ControlSpec control(Section control, @Nullable Kafka source) {
    return new ControlSpec(
        control.find("kafka", control.form(kafka -> topic(kafka, source, null))));
  }

  private static KafkaTopic spread(Section kafka, @Nullable Kafka source) {
    return topic(kafka, source, kafka.find("partitions", Forms.count(1, PARTITIONS_AT_MOST)));
  }

  private static KafkaTopic topic(
      Section kafka, @Nullable Kafka source, @Nullable Integer partitions) {
    String topic = kafka.require("topic", SourceSection.TOPIC, "", "such as `orders-state`");
    Map<String, String> own = kafka.get("properties", Forms.PROPERTIES, Map.of());
    if (source == null || kafka.has("bootstrap-servers")) {
      String servers =
          kafka.require("bootstrap-servers", SourceSection.SERVERS, "", "such as `localhost:9092`");
      return new KafkaTopic(servers, topic, own, partitions);
    }
    Map<String, String> properties = loginOf(source);
    properties.putAll(own);
    return new KafkaTopic(source.bootstrapServers(), topic, properties, partitions);
  }

  /** On the source's servers an output logs in as the source does, unless it says otherwise. */
  private static Map<String, String> loginOf(Kafka source) {
    Map<String, String> login = new HashMap<>(source.properties());
    login.keySet().removeIf(key -> !key.matches("(security|sasl|ssl)\\..*"));
    return login;
  }
}
