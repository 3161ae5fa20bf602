package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one dead letter's line as they stand there. Fields of other names are left out. */
final class LetterFields {
  static final String STATE = "state";
  private static final Set<String> TEXTS =
      Set.of("entity", "id", "type", "verdict", "reason", "rule", "detail");
  private static final Set<String> NUMBERS = Set.of("time", "setAside");
  private static final Set<String> VERSIONS = Set.of("version", "settled");
  private static final Set<String> BYTES = Set.of("key", "value");

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, Version> versions = new HashMap<>();
  private final Map<String, @Nullable Bytes> bytes = new HashMap<>();
  final Map<String, Long> cut = new HashMap<>();
  @Nullable List<Header> headers;
  @Nullable Origin origin;
  @Nullable Bytes state;
  boolean redacted;

  /**
   * The fields of a JSON object.
   *
   * @throws IOException when it is none, or none of this format
   */
  static LetterFields of(JsonFactory factory, Bytes json) throws IOException {
    checkSchema(factory, json);
    try (JsonParser parser = open(factory, json)) {
      LetterFields fields = new LetterFields();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(parser, parser.currentName(), json);
      }
      if (parser.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return fields;
    }
  }

  /** Asked before all else: the fields of another format may look like anything. */
  private static void checkSchema(JsonFactory factory, Bytes json) throws IOException {
    try (JsonParser parser = open(factory, json)) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("schema");
        parser.nextToken();
        if (found && Tokens.number(parser, "schema") == DeadLetterLine.SCHEMA) {
          return;
        }
        if (found) {
          throw new IOException(
              "`schema` is " + parser.getText() + "; this version reads " + DeadLetterLine.SCHEMA);
        }
        parser.skipChildren();
      }
    }
    throw new IOException("`schema` is missing");
  }

  private static JsonParser open(JsonFactory factory, Bytes json) throws IOException {
    JsonParser parser = factory.createParser(json.array(), json.offset(), json.length());
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no JSON object");
    }
    return parser;
  }

  private void read(JsonParser parser, String name, Bytes json) throws IOException {
    JsonToken token = parser.nextToken();
    String plain = Tokens.plain(name);
    if (BYTES.contains(plain)) {
      bytes.put(plain, Tokens.bytes(parser, name));
    } else if (token == JsonToken.VALUE_NULL) {
      return;
    } else if (TEXTS.contains(name)) {
      texts.put(name, Tokens.text(parser, name));
    } else if (NUMBERS.contains(name)) {
      numbers.put(name, Tokens.number(parser, name));
    } else if (VERSIONS.contains(name)) {
      versions.put(name, version(parser, name));
    } else {
      readOther(parser, name, json);
    }
  }

  private void readOther(JsonParser parser, String name, Bytes json) throws IOException {
    switch (name) {
      case STATE -> state = ControlFields.slice(parser, json);
      case "headers" -> headers = headers(parser);
      case "origin" -> origin = origin(parser);
      case "redacted" -> redacted = Tokens.flag(parser, name);
      case "cut" -> readCut(parser);
      default -> parser.skipChildren();
    }
  }

  private static List<Header> headers(JsonParser parser) throws IOException {
    List<Header> headers = new ArrayList<>();
    Tokens.begin(parser, JsonToken.START_ARRAY, "headers");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      headers.add(header(parser));
    }
    return headers;
  }

  private static Header header(JsonParser parser) throws IOException {
    String name = null;
    Bytes value = null;
    Tokens.begin(parser, JsonToken.START_OBJECT, "headers");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("name")) {
        name = Tokens.text(parser, field);
      } else if (Tokens.plain(field).equals("value")) {
        value = Tokens.bytes(parser, field);
      }
    }
    if (name == null) {
      throw Tokens.wrong("headers", "names and values");
    }
    return new Header(name, value);
  }

  private static Origin origin(JsonParser parser) throws IOException {
    String topic = null;
    Long partition = null;
    Long offset = null;
    Tokens.begin(parser, JsonToken.START_OBJECT, "origin");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "topic" -> topic = Tokens.text(parser, field);
        case "partition" -> partition = Tokens.number(parser, field);
        case "offset" -> offset = Tokens.number(parser, field);
        default -> parser.skipChildren();
      }
    }
    if (topic == null || partition == null || offset == null || partition != partition.intValue()) {
      throw Tokens.wrong("origin", "a topic, a partition and an offset");
    }
    return new Origin(topic, partition.intValue(), offset);
  }

  private void readCut(JsonParser parser) throws IOException {
    Tokens.begin(parser, JsonToken.START_OBJECT, "cut");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String part = parser.currentName();
      parser.nextToken();
      cut.put(part, Tokens.number(parser, part));
    }
  }

  private static Version version(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return new Version.Text(parser.getText());
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return new Version.Single(Tokens.number(parser, name));
    }
    parser.nextToken();
    long epoch = Tokens.number(parser, name);
    parser.nextToken();
    Version pair = new Version.Pair(epoch, Tokens.number(parser, name));
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw Tokens.wrong(name, "a version");
    }
    return pair;
  }

  <T> T required(String name, @Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("`" + name + "` is missing");
    }
    return value;
  }

  @Nullable String text(String name) {
    return texts.get(name);
  }

  @Nullable Long number(String name) {
    return numbers.get(name);
  }

  @Nullable Version version(String name) {
    return versions.get(name);
  }

  @Nullable Bytes bytes(String name) throws IOException {
    if (!bytes.containsKey(name)) {
      throw new IOException("`" + name + "` is missing");
    }
    return bytes.get(name);
  }
}
