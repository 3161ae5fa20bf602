package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that a job has written, topic by topic; in order for each entity. */
record Lines(
    List<ConsumerRecord<String, String>> applied,
    List<ConsumerRecord<String, String>> state,
    List<ConsumerRecord<String, String>> analytics,
    List<JsonNode> verdicts,
    List<JsonNode> deadLetters,
    List<JsonNode> incidents,
    List<ConsumerRecord<String, String>> quarantine) {

  /** The field that says when a line was written, epoch milliseconds. */
  static final String WRITTEN = "written";

  /** As they are. */
  static Lines of(Outputs outputs) {
    return new Lines(
        outputs.of("applied"),
        outputs.of("state"),
        outputs.of("analytics"),
        read(outputs, "verdicts"),
        read(outputs, "dead-letters"),
        read(outputs, "incidents"),
        outputs.has("quarantine") ? outputs.of("quarantine") : List.of());
  }

  /** As a consumer has them that fences on receipts, and knows by its origin what came before. */
  static Lines fenced(Outputs outputs) {
    Lines all = of(outputs);
    return new Lines(
        Receipts.fenced(all.applied),
        Receipts.fenced(all.state),
        analytics(all.analytics),
        first(all.verdicts),
        first(all.deadLetters),
        incidents(all.incidents),
        all.quarantine);
  }

  /** The same incident has another watermark when it comes again. */
  private static List<JsonNode> incidents(List<JsonNode> lines) {
    Set<JsonNode> known = new HashSet<>();
    return lines.stream().filter(each -> known.add(without(each, "watermark", WRITTEN))).toList();
  }

  private static JsonNode without(JsonNode line, String... fields) {
    return ((ObjectNode) line.deepCopy()).without(List.of(fields));
  }

  private static List<ConsumerRecord<String, String>> analytics(
      List<ConsumerRecord<String, String>> messages) {
    Set<Integer> known = new HashSet<>();
    return messages.stream().filter(each -> known.add(Written.number(each.headers()))).toList();
  }

  private static List<JsonNode> read(Outputs outputs, String name) {
    return outputs.of(name).stream().map(Lines::read).toList();
  }

  private static JsonNode read(ConsumerRecord<String, String> message) {
    return ((ObjectNode) Json.read(message.value())).put(WRITTEN, message.timestamp());
  }

  /** What is said about one record is the same each time, but for the time of a dead letter. */
  private static List<JsonNode> first(List<JsonNode> lines) {
    Map<Origin, JsonNode> known = new HashMap<>();
    List<JsonNode> first = new ArrayList<>();
    for (JsonNode line : lines) {
      JsonNode before = known.putIfAbsent(Json.origin(line), line);
      if (before == null) {
        first.add(line);
      } else if (!without(before, "setAside", WRITTEN).equals(without(line, "setAside", WRITTEN))) {
        throw new AssertionError(before + " came again as " + line);
      }
    }
    return first;
  }
}
