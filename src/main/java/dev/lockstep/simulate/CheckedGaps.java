package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether versions were left out, given up and called stale only when that was allowed. */
final class CheckedGaps {
  private CheckedGaps() {}

  static void check(Findings findings) {
    gapsMayBeGivenUp(findings);
    List<Decision> decisions = findings.entity().decisions();
    @Nullable Version last = null;
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      Version version = Objects.requireNonNull(decision.event().version());
      if (decision.verdict() == Verdict.STALE) {
        stale(findings, decision, version, decisions.subList(0, i));
      } else if (isSettling(decision)) {
        boolean anew = findings.entity().begins(decision.event());
        leavesOutOnlyWhatItMay(findings, anew ? null : last, version, anew, i);
        last = version;
      } else if (decision.reason() == Reason.RESTARTED) {
        last = null;
      }
    }
    for (Event each : findings.entity().held()) {
      findings.require(
          last == null || Objects.requireNonNull(each.version()).compareTo(last) > 0,
          "what is held is ahead",
          each.version() + " is held after " + last);
    }
  }

  private static boolean isSettling(Decision decision) {
    return switch (decision.verdict()) {
      case APPLIED, REJECTED -> true;
      case ABANDONED -> decision.reason() == Reason.GAP_ABANDONED;
      case MALFORMED, PASSED, SHED, DUPLICATE, CONFLICT, STALE, LATE, OVERFLOW -> false;
    };
  }

  private static void gapsMayBeGivenUp(Findings findings) {
    Patience patience = findings.entity().policy().patience();
    boolean may = patience.onGap() != OnGap.WAIT || patience.skipAtEnd();
    for (Notice each : findings.entity().notices()) {
      findings.require(
          may || each.kind() != Incident.Kind.GAP_ABANDONED,
          "under on-gap: wait nothing is given up",
          each);
    }
  }

  /** Between two settled versions of an epoch each one is given up, or went another way. */
  private static void leavesOutOnlyWhatItMay(
      Findings findings, @Nullable Version last, Version version, boolean anew, int at) {
    CheckedEntity entity = findings.entity();
    boolean sameEpoch = last != null && last.epoch() == version.epoch();
    if (anew || (entity.policy().start().firstSeen() && !sameEpoch)) {
      return;
    }
    long from =
        sameEpoch ? Objects.requireNonNull(last).number() + 1 : entity.policy().start().number();
    for (long number = from; number < version.number(); number++) {
      Version between = version.withNumber(number);
      Notice gap = entity.givenUp(between);
      if (gap != null) {
        number = Objects.requireNonNull(gap.to()).number();
      } else if (!wentAnotherWay(entity, between, at)) {
        String detail = version + " was settled at once after " + last + ", without " + between;
        findings.require(false, "what is left out is given up first", detail);
        return;
      }
    }
  }

  private static boolean wentAnotherWay(CheckedEntity entity, Version version, int before) {
    return entity.markers().stream().anyMatch(each -> each.version().equals(version))
        || entity.decisions().subList(0, before).stream()
            .anyMatch(
                each -> each.reason() == Reason.SAME_ID && version.equals(each.event().version()));
  }

  private static void stale(
      Findings findings, Decision decision, Version version, List<Decision> before) {
    CheckedEntity entity = findings.entity();
    boolean passed =
        !entity.markers().isEmpty() || before.stream().anyMatch(each -> isAtOrAbove(each, version));
    Reason reason = decision.reason();
    if (reason == Reason.ABANDONED_GAP) {
      findings.require(
          entity.givenUp(version) != null || entity.policy().start().firstSeen(),
          "only what was given up is STALE(ABANDONED_GAP)",
          decision);
      findings.require(passed, "a gap is given up only while it is missing", decision);
    } else if (reason == Reason.BEFORE_START) {
      findings.require(
          version.number() < entity.policy().start().number(),
          "what is STALE(BEFORE_START) is below the start",
          decision);
    } else if (reason == Reason.BEFORE_RESTART) {
      findings.require(
          before.stream().anyMatch(each -> entity.begins(each.event())),
          "what is STALE(BEFORE_RESTART) comes after one",
          decision);
    } else {
      findings.require(
          passed && (reason == Reason.BEYOND_MEMORY || reason == Reason.ENDED_EPOCH),
          "what is STALE was passed",
          decision);
    }
  }

  private static boolean isAtOrAbove(Decision decision, Version version) {
    boolean settles = isSettling(decision) || decision.reason() == Reason.SAME_ID;
    return settles && Objects.requireNonNull(decision.event().version()).compareTo(version) >= 0;
  }
}
