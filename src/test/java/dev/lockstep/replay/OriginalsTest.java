package dev.lockstep.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.simulate.Draft;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Another record in the place of the one that was redacted is not taken for it. */
final class OriginalsTest {
  private static final Raw RAW = new Raw(Bytes.utf8("?"), null, List.of(), new Origin("t", 0, 1));

  private static Draft event(String id) {
    return Draft.of("a", new Version.Single(2), 5).id(id);
  }

  private static Decoded noEvent(@Nullable String entity, @Nullable String id) {
    return new Undecodable(Flaw.FIELD_WRONG, "wrong", entity, id, RAW);
  }

  private static DeadLetter letter(Decoded record) {
    return DeadLetter.of((Undecodable) record, 7);
  }

  @Test
  void theEventOfALetterIsTheOneOfItsEntityIdAndVersion() {
    DeadLetter letter = SomeLetters.letter("a", 2, 0).letter();
    assertThat(Originals.isOf(letter, event("a-2").readAt(1))).isTrue();
    assertThat(Originals.isOf(letter, event("a-3").readAt(1))).isFalse();
    assertThat(Originals.isOf(letter, event("a-2").version(new Version.Single(3)).readAt(1)))
        .isFalse();
    assertThat(Originals.isOf(letter, Draft.of("b", new Version.Single(2), 5).id("a-2").readAt(1)))
        .isFalse();
  }

  @Test
  void whatIsNoEventIsNotTheOneOfAnEventsLetter() {
    DeadLetter letter = SomeLetters.letter("a", 2, 0).letter();
    assertThat(Originals.isOf(letter, noEvent("a", "a-2"))).isFalse();
  }

  @Test
  void aLetterOfNoEventIsComparedAsFarAsItWasRead() {
    assertThat(Originals.isOf(letter(noEvent(null, null)), noEvent(null, null))).isTrue();
    assertThat(Originals.isOf(letter(noEvent("a", null)), event("x").readAt(1))).isTrue();
    assertThat(Originals.isOf(letter(noEvent("b", null)), event("x").readAt(1))).isFalse();
  }
}
