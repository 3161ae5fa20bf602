package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one control record as they stand there, none of them judged yet. */
final class ControlFields {
  private static final Set<String> TEXTS =
      Set.of(
          "control", "entity", "verb", "culprit", "culprit-at", "by", "why", "key", "at", "file");
  private static final Set<String> PLACES = Set.of("version", "after-line");

  @Nullable String control;
  @Nullable String entity;
  @Nullable String verb;
  @Nullable String culprit;
  @Nullable String culpritAt;
  @Nullable String by;
  @Nullable String why;
  @Nullable String at;
  @Nullable String key;
  @Nullable Bytes version;
  @Nullable Bytes afterLine;
  @Nullable String file;
  @Nullable Bytes event;
  final List<Header> headers = new ArrayList<>();

  /**
   * The fields of a JSON object.
   *
   * @throws IOException when it is none, or has a field that no control record has
   */
  static ControlFields of(JsonFactory factory, Bytes json) throws IOException {
    try (JsonParser parser = factory.createParser(json.array(), json.offset(), json.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      ControlFields fields = new ControlFields();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        fields.read(parser, parser.currentName(), json);
      }
      if (parser.nextToken() != null) {
        throw new IOException("something follows the object");
      }
      return fields;
    }
  }

  private void read(JsonParser parser, String name, Bytes json) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (name.equals("event")) {
      event = slice(parser, json);
    } else if (name.equals("headers")) {
      readHeaders(parser);
    } else if (PLACES.contains(name)) {
      Bytes value = slice(parser, json);
      version = name.equals("version") ? value : version;
      afterLine = name.equals("after-line") ? value : afterLine;
    } else if (TEXTS.contains(name) && token.isScalarValue()) {
      set(name, parser.getText());
    } else {
      throw new IOException("`" + name + "` is no field of a control record, or not a text");
    }
  }

  private void set(String name, String text) {
    switch (name) {
      case "control" -> control = text;
      case "entity" -> entity = text;
      case "verb" -> verb = text;
      case "culprit" -> culprit = text;
      case "culprit-at" -> culpritAt = text;
      case "by" -> by = text;
      case "why" -> why = text;
      case "at" -> at = text;
      case "key" -> key = text;
      case "file" -> file = text;
      default -> throw new IllegalStateException(name);
    }
  }

  private void readHeaders(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("`headers` is no object of texts");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      headers.add(new Header(name, Bytes.utf8(parser.getText())));
    }
  }

  /** The value as it is written: no digit of it may change. */
  static Bytes slice(JsonParser parser, Bytes json) throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    if (parser.currentToken().isScalarValue()) {
      var unused = parser.getText();
    }
    int to = (int) parser.currentLocation().getByteOffset();
    return json.slice(from, to - from);
  }
}
