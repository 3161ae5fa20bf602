package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.OrderPolicy.OrderBy.ARRIVAL;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.LATEST;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.TIME;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.VERSION;
import static dev.lockstep.reconcile.Policies.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.replay.Outlook;
import dev.lockstep.simulate.Draft;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table in docs/replay.md that an entity decides, played. */
final class ReplayTableTest {
  /** No entity is asked about these: {@link ReplayOfRecordsTest} plays them. */
  static final Set<Reason> OF_RECORDS =
      EnumSet.of(
          Reason.UNREADABLE,
          Reason.NO_VALUE,
          Reason.FIELD_MISSING,
          Reason.FIELD_WRONG,
          Reason.OVER_LIMIT,
          Reason.FUTURE);

  static Stream<Arguments> rows() {
    return Stream.of(Reason.values())
        .filter(reason -> !OF_RECORDS.contains(reason))
        .flatMap(
            reason ->
                Stream.of(OrderBy.values())
                    .filter(mode -> Outlook.of(reason, mode) != Outlook.NONE)
                    .map(mode -> Arguments.of(reason, mode)));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @MethodSource("rows")
  void whatTheTableSaysHappens(Reason reason, OrderBy mode) {
    Outlook outlook = Outlook.of(reason, mode);
    switch (outlook) {
      case AT_ITS_PLACE -> overflow(mode);
      case JUDGED_AGAIN, JUDGED_ANY_TIME -> judged(reason, mode);
      case AS_BEFORE -> jump(mode);
      case FORK_AGAIN -> ReplayRefused.fork(reason, mode);
      case PASSED -> ReplayRefused.passed(reason, mode);
      case NEEDLESS -> ReplayRefused.needless(reason);
      case CORRECTED -> replaced(mode);
      case BEGUN_ANEW -> begunAnew(reason, mode);
      case AFTER_FORGETTING -> forgotten(mode);
      case NONE -> throw new AssertionError(reason + " by " + mode);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ANALYTICS", "SAME_VERSION", "IN_ORDER"})
  void whatIsNeverSetAsideHasNoRow(Reason reason) {
    assertThat(OrderBy.values()).allMatch(mode -> Outlook.of(reason, mode) == Outlook.NONE);
  }

  @Test
  void aSkippedForkIsTheCulpritAgain() {
    SetAside entity = SetAside.in(by(VERSION).conflictsQuarantine());
    Draft fork = entity.nth(1).id("x").text("other");
    entity
        .arrive(entity.nth(1), fork)
        .operator(Verb.SKIP, "x")
        .was(fork, Verdict.ABANDONED, Reason.SKIPPED)
        .replays(
            fork,
            "incident CONFLICT of it",
            "incident QUARANTINED of it",
            "quarantine CONFLICT x holds 1");
  }

  private static void overflow(OrderBy mode) {
    SetAside entity = mode == VERSION ? gapOverflow() : parkedOverflow(mode);
    Draft fourth = entity.nth(4);
    String known = mode == VERSION || mode == LATEST ? "SAME_VERSION" : "SAME_ID";
    entity
        .was(fourth, Verdict.OVERFLOW, Reason.BUFFER_FULL)
        .replays(fourth, "it APPLIED")
        .replays(fourth, "it DUPLICATE(" + known + ")");
    if (mode == VERSION) {
      gapOverflow()
          .advance(4)
          .replays(fourth, "it STALE(ABANDONED_GAP) dead", "incident ABANDONED_GAP_FILLED of it");
    } else {
      SetAside passed = parkedOverflow(mode).arrive(fourth.id("n9"), entity.nth(5));
      switch (mode) {
        case LATEST ->
            parkedOverflow(mode).arrive(entity.nth(5)).replays(fourth, "it STALE(OLDER)");
        case TIME -> passed.replays(fourth, "it LATE(PLACE_PASSED) dead");
        case VERSION, ARRIVAL -> passed.replays(fourth, "it APPLIED");
      }
    }
  }

  /** The third is held and the fourth goes; then the second comes. */
  private static SetAside gapOverflow() {
    SetAside entity = SetAside.in(by(VERSION).holdAtMost(1));
    return entity.arrive(entity.nth(1), entity.nth(3), entity.nth(4), entity.nth(2));
  }

  /**
   * The second is a culprit, the third parked, and the fourth goes; then the culprit is skipped.
   */
  private static SetAside parkedOverflow(OrderBy mode) {
    SetAside entity = SetAside.in(by(mode).holdAtMost(2).violationsQuarantine());
    return entity
        .arrive(entity.nth(1), entity.nth(2).type("Fails"), entity.nth(3), entity.nth(4))
        .operator(Verb.SKIP, "n2");
  }

  private static void judged(Reason reason, OrderBy mode) {
    Draft second = second(reason, mode);
    Verdict verdict =
        reason == Reason.SKIPPED || reason == Reason.GAP_ABANDONED
            ? Verdict.ABANDONED
            : Verdict.REJECTED;
    asideForViolation(reason, mode)
        .was(second, verdict, reason)
        .mended()
        .replays(second, "it APPLIED");
    if (verdict == Verdict.REJECTED) {
      asideForViolation(reason, mode).replays(second, "it REJECTED(" + reason + ") dead");
    }
    SetAside overtaken = asideForViolation(reason, mode);
    overtaken.arrive(overtaken.nth(reason == Reason.GAP_ABANDONED ? 4 : 3)).mended();
    switch (mode) {
      case VERSION, LATEST -> overtaken.replays(second, "it STALE(OVERTAKEN) dead");
      case TIME -> overtaken.replays(second, "it LATE(PLACE_PASSED) dead");
      case ARRIVAL -> overtaken.replays(second, "it APPLIED");
    }
  }

  private static Draft second(Reason reason, OrderBy mode) {
    Draft plain = SetAside.in(mode).nth(reason == Reason.GAP_ABANDONED ? 3 : 2);
    return switch (reason) {
      case STATE_TOO_LARGE -> plain.type("Grows");
      case LIFECYCLE -> plain.type("Strays");
      case INVARIANT -> plain.type("Breaks");
      case GAP_ABANDONED -> plain;
      default -> plain.type("Fails");
    };
  }

  private static SetAside asideForViolation(Reason reason, OrderBy mode) {
    Policies policies = by(mode).stateBytesAtMost(100);
    if (reason == Reason.GAP_ABANDONED) {
      SetAside entity = SetAside.in(policies.onGap(OnGap.DEAD_LETTER));
      return entity.arrive(entity.nth(1), entity.nth(3)).watermark(1_000).watermark(2_000);
    }
    SetAside entity =
        SetAside.in(reason == Reason.SKIPPED ? policies.violationsQuarantine() : policies);
    entity.arrive(entity.nth(1), second(reason, mode));
    if (reason == Reason.SKIPPED) {
      entity.operator(Verb.SKIP, "n2");
    }
    return entity;
  }

  private static void jump(OrderBy mode) {
    SetAside entity = SetAside.in(by(mode).jumpAtMost(10));
    Draft far = entity.nth(20);
    entity
        .arrive(entity.nth(1), far)
        .was(far, Verdict.MALFORMED, Reason.VERSION_JUMP)
        .replays(far, "it MALFORMED(VERSION_JUMP) dead", "incident VERSION_JUMP of it");
    if (mode == VERSION) {
      entity.advance(11).replays(far).holds("20");
    } else {
      entity.arrive(entity.nth(11)).replays(far, "it APPLIED");
    }
  }

  private static SetAside quarantined(OrderBy mode) {
    SetAside entity = SetAside.in(by(mode).violationsQuarantine());
    return entity.arrive(entity.nth(1), entity.nth(2).type("Fails"));
  }

  private static void replaced(OrderBy mode) {
    SetAside entity = quarantined(mode);
    Draft culprit = entity.nth(2).type("Fails");
    entity
        .replace("n2", entity.nth(2).id("fixed"))
        .was(culprit, Verdict.ABANDONED, Reason.REPLACED)
        .mended();
    if (mode == TIME || mode == ARRIVAL) {
      entity.replays(culprit, "it APPLIED");
    } else {
      entity.replays(
          culprit, "it CONFLICT(SAME_VERSION_OTHER_CONTENT) dead", "incident CONFLICT of it");
    }
  }

  private static void begunAnew(Reason reason, OrderBy mode) {
    if (reason == Reason.RESTARTED) {
      SetAside entity = SetAside.in(by(VERSION).restartOn("Start"));
      Draft older = entity.nth(3);
      Draft younger = entity.nth(5).time(500);
      entity
          .arrive(entity.nth(1), older, younger, entity.nth(1).id("new").type("Start").time(200))
          .was(older, Verdict.ABANDONED, Reason.RESTARTED)
          .replays(older, "it STALE(BEFORE_RESTART)")
          .replays(younger)
          .holds("5");
      return;
    }
    SetAside entity = quarantined(mode).operator(Verb.RESET, null).mended();
    Draft culprit = entity.nth(2).type("Fails");
    entity.was(culprit, Verdict.ABANDONED, Reason.RESET);
    if (mode == VERSION) {
      entity.replays(culprit).holds("2");
    } else {
      entity.replays(culprit, "it APPLIED");
    }
    SetAside other = SetAside.in(by(mode).violationsQuarantine());
    Draft older = other.nth(2).type("Fails").time(9);
    if (mode != TIME) {
      other
          .arrive(other.nth(1), older)
          .operator(Verb.RESET, null)
          .mended()
          .was(older, Verdict.ABANDONED, Reason.RESET)
          .replays(older, "it STALE(BEFORE_RESTART)");
    }
  }

  private static void forgotten(OrderBy mode) {
    SetAside entity = quarantined(mode).operator(Verb.FORGET, null).mended();
    Draft culprit = entity.nth(2).type("Fails");
    entity
        .was(culprit, Verdict.ABANDONED, Reason.FORGOTTEN)
        .replays(culprit, "it STALE(BEYOND_MEMORY)")
        .replays(entity.nth(1), mode == LATEST ? "it STALE(OLDER)" : "it STALE(BEYOND_MEMORY)")
        .replays(entity.nth(3), "it APPLIED");
  }
}
