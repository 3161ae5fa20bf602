package dev.lockstep.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import dev.lockstep.simulate.Fold;
import java.util.Map;
import java.util.TreeMap;

/** The lines of a job as values, and the states that its events give. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Json() {}

  static JsonNode read(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException failure) {
      throw new AssertionError(line, failure);
    }
  }

  static Origin origin(JsonNode line) {
    JsonNode origin = line.get("origin");
    return new Origin(
        origin.get("topic").asText(),
        origin.get("partition").asInt(),
        origin.get("offset").asLong());
  }

  static Version version(JsonNode line) {
    if (line == null || line.isNull()) {
      return null;
    }
    if (line.isArray()) {
      return new Version.Pair(line.get(0).asLong(), line.get(1).asLong());
    }
    return line.isTextual() ? new Version.Text(line.asText()) : new Version.Single(line.asLong());
  }

  /** A flat state with its fields in order. */
  static Bytes state(String json) {
    return Bytes.utf8(write(fields(json)));
  }

  /** How states come about: by the last event alone, or field by field. */
  static Fold fold(boolean replaces) {
    return (before, event) -> {
      Map<String, Object> state =
          before == null || replaces ? new TreeMap<>() : fields(before.utf8());
      state.putAll(fields(data(event)));
      return Bytes.utf8(write(state));
    };
  }

  private static String data(Event event) {
    return event.data().utf8();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(String json) {
    try {
      return MAPPER.readValue(json, TreeMap.class);
    } catch (JsonProcessingException failure) {
      throw new AssertionError(json, failure);
    }
  }

  static String of(Map<String, ?> fields) {
    return write(fields);
  }

  private static String write(Map<String, ?> fields) {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException failure) {
      throw new AssertionError(failure);
    }
  }
}
