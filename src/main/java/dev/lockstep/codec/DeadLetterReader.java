package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Raw;
import dev.lockstep.json.OneLine;
import dev.lockstep.json.Utf8;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that {@link DeadLetterLine} writes. It throws on none, whatever its bytes: what
 * is no dead letter is {@link Foreign}.
 */
public final class DeadLetterReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(1 << 28)
                  .maxNumberLength(1 << 20)
                  .build())
          .build();

  private DeadLetterReader() {}

  /** What one line turned out to be. */
  public sealed interface Line permits Letter, Foreign {}

  /**
   * A dead letter.
   *
   * @param letter what was set aside
   * @param cut how many bytes each part of it had that is missing or shortened; empty when none is
   */
  public record Letter(DeadLetter letter, Map<String, Long> cut) implements Line {
    public Letter {
      cut = Map.copyOf(cut);
    }

    /** Whether the record is here as it was read; if not, it is at its origin only. */
    public boolean isWhole() {
      return !letter.redacted()
          && cut.keySet().stream().allMatch(part -> part.equals(LetterFields.STATE));
    }
  }

  /**
   * What is no dead letter of ours.
   *
   * @param why for people
   */
  public record Foreign(String why) implements Line {}

  /** What a line is; a record without a value is no line. */
  public static Line read(@Nullable Bytes line) {
    if (line == null) {
      return new Foreign("it has no value");
    }
    int invalid = Utf8.firstInvalid(line);
    if (invalid >= 0) {
      return new Foreign("not UTF-8, at byte " + invalid);
    }
    try {
      return letter(LetterFields.of(JSON, line));
    } catch (JsonProcessingException broken) {
      return new Foreign("not JSON" + at(broken));
    } catch (IOException wrong) {
      return new Foreign(OneLine.of(String.valueOf(wrong.getMessage()), OneLine.MESSAGE_AT_MOST));
    }
  }

  /** What the parser quotes may be anything: only the place is told. */
  private static String at(JsonProcessingException broken) {
    return broken.getLocation() == null ? "" : ", at byte " + broken.getLocation().getByteOffset();
  }

  private static Letter letter(LetterFields fields) throws IOException {
    Raw raw =
        new Raw(
            fields.bytes("value"),
            fields.bytes("key"),
            fields.required("headers", fields.headers),
            fields.required("origin", fields.origin));
    DeadLetter letter =
        new DeadLetter(
            raw,
            fields.text("entity"),
            fields.text("id"),
            fields.text("type"),
            fields.version("version"),
            fields.number("time"),
            word(Verdict.class, "verdict", fields),
            word(Reason.class, "reason", fields),
            fields.required("rule", fields.text("rule")),
            fields.required("detail", fields.text("detail")),
            fields.state,
            fields.version("settled"),
            fields.required("setAside", fields.number("setAside")),
            fields.redacted);
    return new Letter(letter, fields.cut);
  }

  private static <E extends Enum<E>> E word(Class<E> type, String name, LetterFields fields)
      throws IOException {
    String word = fields.required(name, fields.text(name));
    try {
      return Enum.valueOf(type, word);
    } catch (IllegalArgumentException unknown) {
      throw new IOException(
          "`" + name + "` is `" + word + "`, which this version does not know", unknown);
    }
  }
}
