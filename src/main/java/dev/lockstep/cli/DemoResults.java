package dev.lockstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.demo.Effect;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.OutputsSpec;
import dev.lockstep.spec.OutputsSpec.Output;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a job's topics for states and verdicts say, so far. */
final class DemoResults {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final String stateTopic;
  private final String verdictsTopic;
  private final Map<String, Map<String, String>> states = new TreeMap<>();
  private final Map<String, List<String>> versions = new TreeMap<>();
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);

  DemoResults(OutputsSpec outputs) {
    this.stateTopic = topic(Output.STATE, outputs);
    this.verdictsTopic = topic(Output.VERDICTS, outputs);
  }

  private static String topic(Output output, OutputsSpec outputs) {
    return Objects.requireNonNull(outputs.topics().get(output), output.name()).topic();
  }

  /** Where these records are. */
  List<String> topics() {
    return List.of(stateTopic, verdictsTopic);
  }

  void take(List<ConsumerRecord<String, String>> records) throws JsonProcessingException {
    for (ConsumerRecord<String, String> record : records) {
      if (record.topic().equals(stateTopic)) {
        states.put(record.key(), fields(record.value()));
        versions
            .computeIfAbsent(record.key(), any -> new ArrayList<>())
            .add(version(record.value()));
      } else {
        verdicts.merge(verdict(record.value()), 1L, Long::sum);
      }
    }
  }

  /** The last state of an entity, null when it has none. */
  @Nullable Map<String, String> state(String entity) {
    return states.get(entity);
  }

  /** The versions of an entity in the order in which they changed its state. */
  List<String> versions(String entity) {
    return versions.getOrDefault(entity, List.of());
  }

  private static String version(@Nullable String line) throws JsonProcessingException {
    return line == null ? "deleted" : JSON.readTree(line).path("version").asText();
  }

  private static Verdict verdict(String line) throws JsonProcessingException {
    return Verdict.valueOf(JSON.readTree(line).path("verdict").asText());
  }

  /** A tombstone is the state of a deleted entity. */
  private static Map<String, String> fields(@Nullable String line) throws JsonProcessingException {
    Map<String, String> fields = new TreeMap<>();
    if (line != null) {
      JSON.readTree(line)
          .path("state")
          .properties()
          .forEach(each -> fields.put(each.getKey(), text(each.getValue())));
    }
    return fields;
  }

  private static String text(JsonNode value) {
    return Effect.text(value.isNumber() ? value.decimalValue() : value.asText());
  }

  /** How many events have a verdict. */
  long decided() {
    return verdicts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * All of it.
   *
   * @param records how many the job's topic held
   * @param held how many events wait for others
   */
  DemoResult of(long records, long held) {
    return new DemoResult(records, states, verdicts, held);
  }
}
