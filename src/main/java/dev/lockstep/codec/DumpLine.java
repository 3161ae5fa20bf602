package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a dump: an entity as it is to begin. The lines that are exported can be read too, where
 * the version is called {@code settled}.
 *
 * @param entity its id
 * @param version the version that it has
 * @param lastApplied the version of the last event that was applied; null when none was
 * @param state its state, JSON, digit by digit; null when it has none
 * @param timeMillis when it was last changed, epoch milliseconds; null when not given
 * @param deleted whether it is a grave
 * @param stage the stage of its lifecycle, null at its beginning
 * @param sequence how many changes of it were put out before
 */
public record DumpLine(
    String entity,
    Version version,
    @Nullable Version lastApplied,
    @Nullable Bytes state,
    @Nullable Long timeMillis,
    boolean deleted,
    @Nullable String stage,
    long sequence) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a line; what is wrong with it is in the message. */
  public static DumpLine of(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      Fields fields = new Fields(bytes);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.take(name, json);
      }
      if (json.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return fields.line();
    } catch (JsonProcessingException broken) {
      throw new IOException("it is no JSON: " + broken.getOriginalMessage(), broken);
    }
  }

  /** What was read of a line so far. */
  private static final class Fields {
    private final byte[] bytes;
    private @Nullable String entity;
    private @Nullable Version version;
    private @Nullable Version lastApplied;
    private boolean exported;
    private @Nullable Bytes state;
    private @Nullable Long timeMillis;
    private @Nullable String stage;
    private boolean deleted;
    private long sequence;

    Fields(byte[] bytes) {
      this.bytes = bytes;
    }

    void take(String name, JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return;
      }
      switch (name) {
        case "entity" -> entity = text(name, json);
        case "version" -> version = version(json);
        case "settled" -> {
          version = version(json);
          exported = true;
        }
        case "lastApplied" -> lastApplied = version(json);
        case "state" -> state = slice(json);
        case "time" -> timeMillis = time(json);
        case "deleted" -> deleted = deleted(json);
        case "stage" -> stage = text(name, json);
        case "sequence" -> sequence = sequence(json);
        case "held" -> refuseHeld(json);
        case "quarantine" -> throw new IOException("it is quarantined: release or skip it before");
        default -> json.skipChildren();
      }
    }

    private static String text(String name, JsonParser json) throws IOException {
      if (!json.currentToken().isScalarValue()) {
        throw new IOException(name + " is no text");
      }
      return json.getText();
    }

    private static void refuseHeld(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw new IOException("it holds events, which a dump cannot carry: fill its gap before");
      }
    }

    private static Version version(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return new Version.Single(json.getLongValue());
      }
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        return new Version.Text(json.getText());
      }
      if (json.currentToken() == JsonToken.START_ARRAY) {
        return pair(json);
      }
      throw noVersion();
    }

    private static IOException noVersion() {
      return new IOException("a version is a number, two numbers or a text");
    }

    private static Version pair(JsonParser json) throws IOException {
      List<Long> parts = new ArrayList<>();
      while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
        parts.add(json.getLongValue());
      }
      if (parts.size() != 2 || json.currentToken() != JsonToken.END_ARRAY) {
        throw noVersion();
      }
      return new Version.Pair(parts.get(0), parts.get(1));
    }

    private static long time(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new IOException("its time is not in epoch milliseconds");
      }
      return json.getLongValue();
    }

    private static boolean deleted(JsonParser json) throws IOException {
      if (!json.currentToken().isBoolean()) {
        throw new IOException("deleted is neither true nor false");
      }
      return json.getBooleanValue();
    }

    private static long sequence(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
        throw new IOException("its sequence is no whole number");
      }
      return json.getLongValue();
    }

    private Bytes slice(JsonParser json) throws IOException {
      int from = (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      json.finishToken();
      int to = (int) json.currentLocation().getByteOffset();
      return Bytes.of(bytes, from, to - from).compact();
    }

    DumpLine line() throws IOException {
      if (entity == null) {
        throw new IOException("it has no entity");
      }
      if (version == null) {
        throw new IOException("it has no version");
      }
      if (state == null && !deleted && sequence == 0 && !exported) {
        throw new IOException("it has no state, and is not deleted");
      }
      return new DumpLine(
          entity,
          version,
          exported ? lastApplied : version,
          deleted ? null : state,
          timeMillis,
          deleted,
          stage,
          sequence);
    }
  }
}
