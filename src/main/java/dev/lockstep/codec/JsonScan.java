package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.StableHash;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON document, to its end: notes what the pointers meet, and hashes the data.
 */
final class JsonScan {
  private final JsonParser parser;
  private final int textLength;

  private long dataFrom;
  private long dataTo;
  private long dataHash = ContentHash.NOTHING;

  private JsonScan(JsonParser parser, int textLength) {
    this.parser = parser;
    this.textLength = textLength;
  }

  /**
   * Reads a document.
   *
   * @param json nothing but the document
   * @param root what is looked for; it is filled
   * @param textLength how many characters a text that is kept may have
   * @throws IOException when it is no JSON document
   * @throws Fault when there is something else wrong with it
   */
  static JsonScan of(JsonFactory factory, Bytes json, PointerNode root, int textLength)
      throws IOException, Fault {
    try (JsonParser parser = factory.createParser(json.array(), json.offset(), json.length())) {
      JsonScan scan = new JsonScan(parser, textLength);
      try {
        scan.document(root);
      } catch (StreamConstraintsException e) {
        throw scan.overLimit(e);
      }
      return scan;
    }
  }

  /** The pass over no document. */
  static JsonScan ofNothing(JsonFactory factory) throws IOException {
    try (JsonParser parser = factory.createParser(new byte[0])) {
      return new JsonScan(parser, 0);
    }
  }

  private void document(PointerNode root) throws IOException, Fault {
    if (parser.nextToken() == null) {
      throw new Fault(Flaw.UNREADABLE, "nothing but space");
    }
    value(root, false);
    if (parser.nextToken() != null) {
      throw new Fault(Flaw.UNREADABLE, "more than one value, from byte " + tokenStart());
    }
  }

  /** The parser names its own settings in its message: they are not the user's. */
  private Fault overLimit(StreamConstraintsException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll(", from `[^`]*`", "");
    long at = parser.currentLocation().getByteOffset();
    return new Fault(
        Flaw.OVER_LIMIT, "at byte " + at + ": " + OneLine.of(message, OneLine.MESSAGE_AT_MOST));
  }

  /** The data, as they are written; empty when there are none. */
  Bytes data(Bytes json) {
    int length = (int) (dataTo - dataFrom);
    while (length > 0 && isSpace(json.array()[json.offset() + (int) dataFrom + length - 1])) {
      length--;
    }
    return json.slice((int) dataFrom, length);
  }

  /** After a number that is the whole value, the parser has read one space too much. */
  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }

  long dataHash() {
    return dataHash;
  }

  /** Reads the value that the parser is at; the hash is 0 unless it is asked for. */
  private long value(@Nullable PointerNode node, boolean hashed) throws IOException, Fault {
    if (node == null) {
      return hashed ? content(null, true) : skipped();
    }
    for (int i = 0; i < node.found.size(); i++) {
      note(node.found.get(i));
    }
    if (!node.isData) {
      return content(node, hashed);
    }
    long from = tokenStart();
    long hash = content(node, true);
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      dataFrom = from;
      dataTo = parser.currentLocation().getByteOffset();
      dataHash = hash;
    }
    return hash;
  }

  private long skipped() throws IOException {
    parser.skipChildren();
    return 0;
  }

  private long content(@Nullable PointerNode node, boolean hashed) throws IOException, Fault {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(node, hashed);
      case START_ARRAY -> array(node, hashed);
      case VALUE_STRING -> hashed ? text() : 0;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> hashed ? number() : 0;
      case VALUE_TRUE -> ContentHash.TRUE;
      case VALUE_FALSE -> ContentHash.FALSE;
      case VALUE_NULL -> ContentHash.NULL;
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private long object(@Nullable PointerNode node, boolean hashed) throws IOException, Fault {
    long sum = 0;
    int count = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      PointerNode child = node == null ? null : node.field(name);
      if (child != null) {
        child.meet();
      }
      parser.nextToken();
      boolean counts = hashed && (child == null || !child.isLeftOut);
      long hash = value(child, counts);
      if (counts) {
        sum += ContentHash.field(name, hash);
        count++;
      }
    }
    return hashed ? ContentHash.object(sum, count) : 0;
  }

  private long array(@Nullable PointerNode node, boolean hashed) throws IOException, Fault {
    long hash = ContentHash.array();
    int count = 0;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      PointerNode child = node == null ? null : node.element(i);
      boolean counts = hashed && (child == null || !child.isLeftOut);
      long element = value(child, counts);
      if (counts) {
        hash = StableHash.with(hash, element);
        count++;
      }
    }
    return hashed ? ContentHash.array(hash, count) : 0;
  }

  private long text() throws IOException {
    int length = parser.getTextLength();
    return ContentHash.text(parser.getTextCharacters(), parser.getTextOffset(), length);
  }

  private long number() throws IOException, Fault {
    int length = parser.getTextLength();
    return ContentHash.number(parser.getTextCharacters(), parser.getTextOffset(), length);
  }

  private void note(Found found) throws IOException {
    found.from = tokenStart();
    found.kind =
        switch (parser.currentToken()) {
          case START_OBJECT -> Found.Kind.OBJECT;
          case START_ARRAY -> Found.Kind.ARRAY;
          case VALUE_STRING -> Found.Kind.TEXT;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Found.Kind.NUMBER;
          case VALUE_TRUE -> Found.Kind.TRUE;
          case VALUE_FALSE -> Found.Kind.FALSE;
          case VALUE_NULL -> Found.Kind.MISSING;
          case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
              throw new IllegalStateException("no value: " + parser.currentToken());
        };
    if (found.keepsText && (found.kind == Found.Kind.TEXT || found.kind == Found.Kind.NUMBER)) {
      keepText(found);
    }
  }

  private void keepText(Found found) throws IOException {
    if (parser.getTextLength() > textLength) {
      found.text = parser.getTextLength() + " characters, at most " + textLength;
      found.kind = Found.Kind.TOO_LONG;
    } else {
      found.text = parser.getText();
    }
  }

  private long tokenStart() {
    return parser.currentTokenLocation().getByteOffset();
  }
}
