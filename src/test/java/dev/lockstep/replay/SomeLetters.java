package dev.lockstep.replay;

import dev.lockstep.codec.DeadLetterReader.Letter;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Letters for tests: of a version, and filed where its event was. */
final class SomeLetters {
  private SomeLetters() {}

  static Filed letter(String entity, @Nullable Version version, long time, long offset) {
    return letter(entity, version, time, offset, Reason.BUFFER_FULL);
  }

  static Filed letter(String entity, long version, long offset, Header... headers) {
    return filed(
        0, entity, new Version.Single(version), version, offset, Reason.BUFFER_FULL, headers);
  }

  static Filed letter(
      String entity, @Nullable Version version, long time, long offset, Reason reason) {
    return filed(0, entity, version, time, offset, reason);
  }

  static Filed filed(
      int partition,
      String entity,
      @Nullable Version version,
      long time,
      long offset,
      Reason reason,
      Header... headers) {
    DeadLetter letter =
        new DeadLetter(
            new Raw(
                Bytes.utf8(entity + " " + version),
                null,
                List.of(headers),
                new Origin("orders", 0, offset)),
            entity,
            entity + "-" + version,
            "Set",
            version,
            time,
            Verdict.OVERFLOW,
            reason,
            "",
            "",
            null,
            null,
            1_000 + offset,
            false);
    return new Filed(partition, offset, new Letter(letter, Map.of()));
  }

  /** The same letter, lying elsewhere in its topic. */
  static Filed again(Filed filed, long offset) {
    return new Filed(filed.partition(), offset, filed.content());
  }

  static Filed redacted(Filed filed) {
    DeadLetter letter = filed.letter();
    return new Filed(
        filed.partition(),
        filed.offset(),
        new Letter(letter.redacted(letter.raw(), null, "", true), Map.of()));
  }

  static Header header(String name, String value) {
    return new Header(name, Bytes.utf8(value));
  }
}
