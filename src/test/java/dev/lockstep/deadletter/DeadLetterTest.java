package dev.lockstep.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an event takes with it when it is set aside. */
final class DeadLetterTest {
  private static final Raw RAW =
      new Raw(Bytes.utf8("{}"), Bytes.utf8("k"), List.of(), new Origin("t", 1, 2));
  private static final Version SEVEN = new Version.Single(7);
  private static final Event EVENT =
      new Event("e", "i", "s", "Paid", SEVEN, 5, List.of(), false, 0, Bytes.EMPTY, RAW);

  @ParameterizedTest
  @EnumSource(Flaw.class)
  void aRecordThatIsNoEventIsMalformedForItsFlaw(Flaw flaw) {
    assertThat(DeadLetter.of(new Undecodable(flaw, "why", "e", null, RAW), 9))
        .isEqualTo(
            new DeadLetter(
                RAW,
                "e",
                null,
                null,
                null,
                null,
                Verdict.MALFORMED,
                Reason.valueOf(flaw.name()),
                "",
                "why",
                null,
                null,
                9,
                false));
  }

  @Test
  void aJudgedEventTakesTheStateSeenWithIt() {
    Bytes state = Bytes.utf8("{\"a\":1}");
    Version six = new Version.Single(6);
    Judged judged =
        new Judged(EVENT, Verdict.REJECTED, Reason.REDUCER_FAILED, "rule", "why", true, state, six);
    assertThat(DeadLetter.of(judged, 9))
        .isEqualTo(
            new DeadLetter(
                RAW,
                "e",
                "i",
                "Paid",
                SEVEN,
                5L,
                Verdict.REJECTED,
                Reason.REDUCER_FAILED,
                "rule",
                "why",
                state,
                six,
                9,
                false));
  }

  @Test
  void aLetterKnowsHowOftenItWasReplayed() {
    Raw replayed =
        new Raw(null, null, List.of(new Header(Laps.HEADER, Bytes.utf8("2"))), RAW.origin());
    DeadLetter letter = DeadLetter.of(new Undecodable(Flaw.NO_VALUE, "", null, null, RAW), 9);
    assertThat(letter.laps()).isZero();
    assertThat(letter.with(replayed, null).laps()).isEqualTo(2);
  }
}
