package dev.lockstep.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The receipts in the headers of what a job writes, and the consumer that fences on them. */
final class Receipts {
  private Receipts() {}

  static String of(ConsumerRecord<String, String> message, String name) {
    Header header = message.headers().lastHeader("lockstep-" + name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  /** The headers say what the line says. */
  static void requireSame(ConsumerRecord<String, String> message, JsonNode line) {
    boolean same =
        message.key().equals(line.get("entity").asText())
            && line.get("sequence").asText().equals(of(message, "sequence"))
            && line.get("chain").asText().equals(of(message, "chain"))
            && Json.origin(line).toString().equals(of(message, "origin"));
    if (!same) {
      throw new AssertionError(message.headers() + " are not of " + line);
    }
  }

  /** What is left for a consumer that drops what is not above the highest sequence it has seen. */
  static List<ConsumerRecord<String, String>> fenced(
      List<ConsumerRecord<String, String>> messages) {
    Map<String, Long> highest = new HashMap<>();
    List<ConsumerRecord<String, String>> left = new ArrayList<>();
    for (ConsumerRecord<String, String> each : messages) {
      long sequence = Long.parseLong(of(each, "sequence"));
      if (sequence > highest.getOrDefault(each.key(), 0L)) {
        highest.put(each.key(), sequence);
        left.add(each);
      }
    }
    return left;
  }
}
