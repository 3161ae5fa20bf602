package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
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
    held(findings, last);
  }

  /** A culprit may be a fork of something settled, and whoever begins anew holds what is below. */
  private static void held(Findings findings, @Nullable Version last) {
    CheckedEntity entity = findings.entity();
    boolean forked = entity.quarantined() != null && entity.quarantined().startsWith("CONFLICT");
    boolean anew =
        entity.count(Incident.Kind.RESET) > 0
            || (entity.count(Incident.Kind.RESTARTED) > 0
                && entity.count(Incident.Kind.QUARANTINED) > 0);
    List<Event> held = entity.held();
    for (Event each : forked && !held.isEmpty() ? held.subList(1, held.size()) : held) {
      findings.require(
          anew || last == null || Objects.requireNonNull(each.version()).compareTo(last) > 0,
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
    CheckedEntity entity = findings.entity();
    boolean may =
        entity.policy().patience().skipAtEnd()
            || operatorsGiveUp(entity)
            || entity.handlings().stream().anyMatch(each -> givesUp(entity, each.patience()));
    for (Notice each : entity.notices()) {
      findings.require(
          may || each.kind() != Incident.Kind.GAP_ABANDONED,
          "under on-gap: wait nothing is given up",
          each);
    }
  }

  private static boolean operatorsGiveUp(CheckedEntity entity) {
    return entity.isAsked(Verb.SKIP) || entity.isAsked(Verb.ADVANCE);
  }

  private static boolean givesUp(CheckedEntity entity, Patience patience) {
    return switch (patience.onGap()) {
      case WAIT -> false;
      case SKIP, DEAD_LETTER -> true;
      case QUARANTINE -> entity.mayBeFull();
    };
  }

  /** Between two settled versions of an epoch each one is given up, or went another way. */
  private static void leavesOutOnlyWhatItMay(
      Findings findings, @Nullable Version last, Version version, boolean anew, int at) {
    CheckedEntity entity = findings.entity();
    boolean sameEpoch = last != null && last.epoch() == version.epoch();
    boolean firstSeen = entity.policy().start().firstSeen();
    if (anew || (firstSeen && (!sameEpoch || isReset(entity, version)))) {
      return;
    }
    long from =
        sameEpoch
            ? Saturated.plus(Objects.requireNonNull(last).number(), 1)
            : entity.policy().start().number();
    Version missing = leftOut(entity, from, version, at);
    boolean begins = missing != null && beginsAnew(entity, version, at);
    findings.require(
        missing == null || begins,
        "what is left out is given up first",
        version + " was settled at once after " + last + ", without " + missing);
  }

  /** Whether an operator had it begin anew, so that the beginning of this epoch was unknown. */
  private static boolean isReset(CheckedEntity entity, Version version) {
    return entity.notices().stream()
        .filter(each -> each.kind() == Incident.Kind.RESET)
        .map(Notice::to)
        .anyMatch(to -> to == null || to.epoch() < version.epoch());
  }

  /** Whether the version follows a new beginning. */
  private static boolean beginsAnew(CheckedEntity entity, Version version, int at) {
    for (Notice each : entity.notices()) {
      boolean begins = each.kind() == Incident.Kind.RESET || each.kind() == Incident.Kind.RESTARTED;
      Version named = each.to();
      Version to = named == null ? version.withNumber(entity.policy().start().number()) : named;
      if (begins
          && to.epoch() == version.epoch()
          && leftOut(entity, to.number(), version, at) == null) {
        return true;
      }
    }
    return false;
  }

  /** The first version from this number on that was not given up and went no other way. */
  private static @Nullable Version leftOut(
      CheckedEntity entity, long from, Version version, int at) {
    for (long number = from; number < version.number(); number++) {
      Version between = version.withNumber(number);
      Notice gap = passedAtOnce(entity, between);
      if (gap != null) {
        number = Math.min(Objects.requireNonNull(gap.to()).number(), version.number() - 1);
      } else if (!wentAnotherWay(entity, between, at)) {
        return between;
      }
    }
    return null;
  }

  /** A gap that was given up with the version in it, or a forgetting that passed it. */
  private static @Nullable Notice passedAtOnce(CheckedEntity entity, Version version) {
    Notice forgotten = entity.forgottenInItsEpoch(version);
    return forgotten != null ? forgotten : entity.givenUp(version);
  }

  private static boolean wentAnotherWay(CheckedEntity entity, Version version, int before) {
    return entity.markers().stream().anyMatch(each -> each.version().equals(version))
        || entity.decisions().subList(0, before).stream()
            .anyMatch(each -> passesByHand(each) && version.equals(each.event().version()));
  }

  /** A conflict or a skipped culprit may take its version with it. */
  private static boolean passesByHand(Decision decision) {
    return decision.reason() == Reason.SAME_ID || decision.reason() == Reason.SKIPPED;
  }

  private static void stale(
      Findings findings, Decision decision, Version version, List<Decision> before) {
    CheckedEntity entity = findings.entity();
    boolean passed =
        !entity.markers().isEmpty()
            || entity.wasStoppedAbove(version)
            || entity.isForgotten(version)
            || before.stream().anyMatch(each -> isAtOrAbove(each, version));
    Reason reason = decision.reason();
    if (reason == Reason.ABANDONED_GAP) {
      findings.require(
          entity.givenUp(version) != null || entity.policy().start().firstSeen(),
          "only what was given up is STALE(ABANDONED_GAP)",
          decision);
      findings.require(
          passed || operatorsGiveUp(entity),
          "a gap is given up only while it is missing",
          decision);
    } else if (reason == Reason.BEFORE_START) {
      findings.require(
          version.number() < entity.policy().start().number(),
          "what is STALE(BEFORE_START) is below the start",
          decision);
    } else if (reason == Reason.BEFORE_RESTART) {
      findings.require(
          entity.beginnings() > 0, "what is STALE(BEFORE_RESTART) comes after one", decision);
    } else if (reason != Reason.OVERTAKEN) {
      boolean byHand = operatorsGiveUp(entity) || entity.isAsked(Verb.RESET);
      findings.require(
          (passed || byHand) && (reason == Reason.BEYOND_MEMORY || reason == Reason.ENDED_EPOCH),
          "what is STALE was passed",
          decision);
    }
  }

  private static boolean isAtOrAbove(Decision decision, Version version) {
    boolean settles = isSettling(decision) || passesByHand(decision);
    return settles && Objects.requireNonNull(decision.event().version()).compareTo(version) >= 0;
  }
}
