package dev.lockstep.codec;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import java.util.Map;

/**
 * The line of an event set aside, with all that is needed to feed it in again: value, key and
 * headers come back byte by byte, from a text or from base64. {@link DeadLetterReader} reads it.
 * What a topic would not take is cut; then {@code cut} says how many bytes there were, and the
 * origin where they are.
 */
public final class DeadLetterLine {
  /** The format that is written. */
  static final int SCHEMA = 1;

  private DeadLetterLine() {}

  /** The line, without its end. */
  public static Bytes of(DeadLetter letter) {
    return of(letter, Map.of());
  }

  /**
   * The line of a letter that is not whole, without its end.
   *
   * @param cut how many bytes each part had that is missing or shortened
   */
  public static Bytes of(DeadLetter letter, Map<String, Long> cut) {
    JsonLine line =
        new JsonLine()
            .number("schema", SCHEMA)
            .text("entity", letter.entity())
            .text("id", letter.id())
            .text("type", letter.type())
            .version("version", letter.version());
    if (letter.timeMillis() == null) {
      line.none("time");
    } else {
      line.number("time", letter.timeMillis());
    }
    line.number("setAside", letter.setAsideMillis())
        .number("laps", letter.laps())
        .text("verdict", letter.verdict().name())
        .text("reason", letter.reason().name())
        .text("rule", letter.rule())
        .text("detail", letter.detail())
        .version("settled", letter.settled())
        .json("state", letter.stateSeen())
        .flag("redacted", letter.redacted())
        .origin("origin", letter.raw().origin())
        .bytes("key", letter.raw().key())
        .openArray("headers");
    for (Header header : letter.raw().headers()) {
      line.element().text("name", header.name()).bytes("value", header.value()).close();
    }
    return line.closeArray().bytes("value", letter.raw().value()).cut(cut).end();
  }
}
