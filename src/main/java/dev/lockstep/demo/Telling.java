package dev.lockstep.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Puts what happens to many entities on one queue, each entity's facts in their order. */
final class Telling {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final Instant BEGINNING = Instant.parse("2026-03-02T08:00:00Z");

  /** All of a story happens within the `wait` of its spec, so that no gap is given up. */
  private static final int SPAN_MILLIS = 20_000;

  /** When a story is over. */
  static final Instant END = BEGINNING.plusMillis(SPAN_MILLIS);

  private Telling() {}

  static List<Message> interleave(List<List<Fact>> perEntity, SplittableRandom random) {
    List<Deque<Fact>> waiting = new ArrayList<>();
    perEntity.forEach(facts -> waiting.add(new ArrayDeque<>(facts)));
    int all = perEntity.stream().mapToInt(List::size).sum();
    List<Message> messages = new ArrayList<>();
    while (messages.size() < all) {
      Fact fact = waiting.get(random.nextInt(waiting.size())).poll();
      if (fact != null) {
        messages.add(message(fact, messages.size(), all));
      }
    }
    return List.copyOf(messages);
  }

  private static Message message(Fact fact, int number, int all) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("eventId", "e-" + number);
    json.putAll(fact.json());
    json.put("occurredAt", BEGINNING.plusMillis((long) SPAN_MILLIS * number / all).toString());
    return new Message(number, fact.entity(), line(json), fact.effect());
  }

  /** The record that holds these fields. */
  static String line(Map<String, Object> json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain fields are always JSON: " + json, e);
    }
  }
}
