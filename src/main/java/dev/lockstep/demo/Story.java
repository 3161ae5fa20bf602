package dev.lockstep.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A stream with its truth: what happened, in the order in which it happened.
 *
 * @param name the name of the demonstration and of its spec under {@code jobs/}
 * @param about what it is about, in a sentence
 * @param consumer what a plain consumer does with an event, in a sentence
 * @param noun what an entity is called, such as {@code door}
 * @param rowNoun what a row is called
 * @param messages what happened, in order
 * @param rows what is shown of the states of all entities, by label
 * @param harm what states that are wrong mean in real life, in a sentence
 */
public record Story(
    String name,
    String about,
    String consumer,
    String noun,
    String rowNoun,
    List<Message> messages,
    Function<Map<String, Map<String, String>>, Map<String, String>> rows,
    Function<Map<String, Map<String, String>>, String> harm) {
  public Story {
    messages = List.copyOf(messages);
  }

  /** The message that a record holds. */
  Message read(String line) {
    return messages.stream().filter(each -> each.line().equals(line)).findFirst().orElseThrow();
  }

  /** The states after all that happened, in order. */
  public Map<String, Map<String, String>> truth() {
    return states(messages);
  }

  /** The states after these messages, one after another. */
  static Map<String, Map<String, String>> states(List<Message> messages) {
    Map<String, Map<String, String>> states = new TreeMap<>();
    for (Message message : messages) {
      apply(message, states);
    }
    return states;
  }

  /** Changes the state of the message's entity. */
  static void apply(Message message, Map<String, Map<String, String>> states) {
    if (message.hasEntity()) {
      Map<String, String> before = states.getOrDefault(message.entity(), Map.of());
      states.put(message.entity(), message.effect().on(before));
    }
  }

  /** The messages of each entity, in order. */
  Map<String, List<Message>> byEntity() {
    Map<String, List<Message>> byEntity = new TreeMap<>();
    for (Message message : messages) {
      if (message.hasEntity()) {
        byEntity.computeIfAbsent(message.entity(), any -> new ArrayList<>()).add(message);
      }
    }
    return byEntity;
  }

  /** Rows that show each entity's state by itself. */
  static Function<Map<String, Map<String, String>>, Map<String, String>> eachEntity(
      Function<Map<String, String>, String> show) {
    return states -> {
      Map<String, String> rows = new TreeMap<>();
      states.forEach((entity, state) -> rows.put(entity, show.apply(state)));
      return rows;
    };
  }
}
