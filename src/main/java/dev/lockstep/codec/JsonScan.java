package dev.lockstep.codec;

import dev.lockstep.codec.Found.Kind;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.StableHash;
import dev.lockstep.json.EightBytes;
import dev.lockstep.json.JsonChars;
import dev.lockstep.json.JsonText;
import dev.lockstep.json.ReadFault;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON document, to its end: notes what the pointers meet, and hashes the data.
 * It is used for one document after the other, and makes nothing on the way.
 */
final class JsonScan {
  private final JsonText text;
  private final JsonChars chars = new JsonChars();
  private final int textLength;

  private byte[] bytes = new byte[0];
  private boolean isAscii;
  private int dataFrom;
  private int dataTo;
  private long dataHash;

  JsonScan(ReadLimits limits) {
    text = new JsonText(limits.depth(), limits.nameLength(), limits.numberDigits());
    textLength = limits.textLength();
  }

  /** Reads no document. */
  void nothing() {
    dataFrom = 0;
    dataTo = 0;
    dataHash = ContentHash.NOTHING;
  }

  /**
   * Reads a document.
   *
   * @param json nothing but the document, in UTF-8
   * @param root what is looked for; it is filled
   * @throws ReadFault when it is no JSON document, or over a limit
   */
  void read(Bytes json, PointerNode root) throws ReadFault {
    nothing();
    bytes = json.array();
    int end = json.offset() + json.length();
    isAscii = EightBytes.endOfAscii(bytes, json.offset(), end) == end;
    text.begin(json);
    if (text.next() == JsonText.END) {
      throw new ReadFault(Flaw.UNREADABLE, "nothing but space");
    }
    value(root, false);
    int next = text.next();
    if (JsonText.isBeginning(next)) {
      throw new ReadFault(Flaw.UNREADABLE, "more than one value, from byte " + text.place());
    }
    if (next != JsonText.END) {
      throw text.expected("the end");
    }
  }

  /** The data, as they are written; empty when there are none. */
  Bytes data(Bytes json) {
    return json.slice(dataFrom, dataTo - dataFrom);
  }

  long dataHash() {
    return dataHash;
  }

  /** Reads the value that comes next; the hash is 0 unless it is asked for. */
  private long value(@Nullable PointerNode node, boolean hashed) throws ReadFault {
    int first = text.next();
    if (node == null || !node.isData) {
      return value(first, node, hashed);
    }
    int from = text.place();
    long hash = value(first, node, true);
    if (first != 'n') {
      dataFrom = from;
      dataTo = text.place();
      dataHash = hash;
    }
    return hash;
  }

  private long value(int first, @Nullable PointerNode node, boolean hashed) throws ReadFault {
    return switch (first) {
      case '{' -> object(node, hashed);
      case '[' -> array(node, hashed);
      case '"' -> text(node, hashed);
      case 't' -> literal(node, "true", Kind.TRUE, ContentHash.TRUE);
      case 'f' -> literal(node, "false", Kind.FALSE, ContentHash.FALSE);
      case 'n' -> literal(node, "null", Kind.MISSING, ContentHash.NULL);
      default -> number(first, node, hashed);
    };
  }

  private long object(@Nullable PointerNode node, boolean hashed) throws ReadFault {
    note(node, Kind.OBJECT, text.place());
    long sum = 0;
    int count = 0;
    for (boolean more = text.open('}'); more; more = text.more('}')) {
      text.name();
      PointerNode child = node == null ? null : child(node);
      boolean counts = hashed && (child == null || !child.isLeftOut);
      long name = counts ? textHash() : 0;
      if (child != null) {
        child.meet();
      }
      long hash = value(child, counts);
      if (counts) {
        sum += ContentHash.field(name, hash);
        count++;
      }
    }
    return hashed ? ContentHash.object(sum, count) : 0;
  }

  private @Nullable PointerNode child(PointerNode node) {
    if (text.isEscaped()) {
      return node.field(JsonChars.text(bytes, text.from(), text.to()));
    }
    return node.field(bytes, text.from(), text.to());
  }

  private long array(@Nullable PointerNode node, boolean hashed) throws ReadFault {
    note(node, Kind.ARRAY, text.place());
    long hash = ContentHash.array();
    int count = 0;
    int index = 0;
    for (boolean more = text.open(']'); more; more = text.more(']')) {
      PointerNode child = node == null ? null : node.element(index);
      boolean counts = hashed && (child == null || !child.isLeftOut);
      long element = value(child, counts);
      if (counts) {
        hash = StableHash.with(hash, element);
        count++;
      }
      index++;
    }
    return hashed ? ContentHash.array(hash, count) : 0;
  }

  private long text(@Nullable PointerNode node, boolean hashed) throws ReadFault {
    int from = text.place();
    text.text();
    noteWritten(node, Kind.TEXT, from);
    return hashed ? ContentHash.text(textHash()) : 0;
  }

  private long number(int first, @Nullable PointerNode node, boolean hashed) throws ReadFault {
    if (!JsonText.isBeginning(first)) {
      throw text.noValue();
    }
    int from = text.place();
    text.number();
    noteWritten(node, Kind.NUMBER, from);
    return hashed ? ContentHash.number(bytes, text.from(), text.to()) : 0;
  }

  private long literal(@Nullable PointerNode node, String word, Kind kind, long hash)
      throws ReadFault {
    int from = text.place();
    text.literal(word);
    note(node, kind, from);
    return hash;
  }

  /** The hash of the name or text that was read last. */
  private long textHash() {
    if (isAscii && !text.isEscaped()) {
      return StableHash.ofAscii(bytes, text.from(), text.to() - text.from());
    }
    chars.read(bytes, text.from(), text.to());
    return chars.hash();
  }

  private static void note(@Nullable PointerNode node, Kind kind, int from) {
    if (node != null) {
      for (Found found : node.found) {
        found.is(kind, from);
      }
    }
  }

  /** Notes the text or number that was read last. */
  private void noteWritten(@Nullable PointerNode node, Kind kind, int from) {
    if (node != null) {
      for (Found found : node.found) {
        noteWritten(found, kind, from);
      }
    }
  }

  private void noteWritten(Found found, Kind kind, int from) {
    int length = text.to() - text.from();
    if (length > textLength && kind == Kind.TEXT) {
      length = text.characters();
    }
    if (found.keepsText && length > textLength) {
      found.isTooLong(length + " characters, at most " + textLength, from);
    } else {
      found.is(kind, from);
      found.isWritten(bytes, text.from(), text.to(), text.isEscaped());
    }
  }
}
