package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Whether every event has one fate, and one that what else arrived allows. */
final class CheckedFate {
  private CheckedFate() {}

  static void check(Findings findings) {
    conserved(findings);
    List<Decision> decisions = findings.entity().decisions();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      allowed(findings, decision, decisions.subList(0, i));
      findings.require(
          decision.deadLetter() == isSetAside(findings.entity().policy(), decision)
              || mayBeNeeded(findings.entity(), decision),
          "what is a dead letter is said by its route",
          decision);
    }
  }

  /** A corrected event is received once for each culprit that it replaces. */
  private static void conserved(Findings findings) {
    CheckedEntity entity = findings.entity();
    Map<Event, Integer> open = new HashMap<>();
    entity.events().forEach(each -> open.merge(each, 1, Integer::sum));
    entity.decisions().forEach(each -> open.merge(each.event(), -1, Integer::sum));
    entity.held().forEach(each -> open.merge(each, -1, Integer::sum));
    long received = 0;
    for (Map.Entry<Event, Integer> each : open.entrySet()) {
      int missing = each.getValue();
      int corrected = Collections.frequency(entity.corrected(), each.getKey());
      findings.require(missing <= 0, "every event has a verdict or is held", each.getKey());
      findings.require(
          missing + corrected >= 0,
          "no event has two verdicts, nor one and is held",
          each.getKey());
      received += Math.min(corrected, Math.max(0, -missing));
    }
    long replaced =
        entity.decisions().stream().filter(each -> each.reason() == Reason.REPLACED).count();
    findings.require(
        received == replaced, "a corrected event stands for the one it replaces", received);
  }

  private static void allowed(Findings findings, Decision decision, List<Decision> before) {
    CheckedEntity entity = findings.entity();
    OrderPolicy policy = entity.policy();
    switch (decision.verdict()) {
      case DUPLICATE ->
          findings.require(
              isKnown(entity, decision, same(entity, decision.event())),
              "a DUPLICATE was there before",
              decision);
      case CONFLICT ->
          findings.require(
              isKnown(entity, decision, fork(decision.event())),
              "a CONFLICT has two sides",
              decision);
      case LATE ->
          findings.require(
              policy.by() == OrderBy.TIME && isPassed(decision, before),
              "a LATE event's place was passed",
              decision);
      case OVERFLOW ->
          findings.require(
              entity.known().size() > policy.holdAtMost(), "an OVERFLOW fills a buffer", decision);
      case PASSED, SHED ->
          findings.require(false, "a critical event is never " + decision.verdict(), decision);
      case ABANDONED, REJECTED, STALE -> allowedByRule(findings, decision);
      case MALFORMED, APPLIED -> {}
    }
  }

  private static void allowedByRule(Findings findings, Decision decision) {
    CheckedEntity entity = findings.entity();
    Event event = decision.event();
    if (decision.verdict() == Verdict.ABANDONED) {
      findings.require(
          CheckedControl.mayAbandon(entity, decision), "an event is ABANDONED by policy", decision);
    } else if (decision.verdict() == Verdict.REJECTED) {
      findings.require(
          mayReject(entity, event),
          "a violation is REJECTED where it quarantines nothing",
          decision);
    } else if (decision.reason() == Reason.OVERTAKEN) {
      findings.require(
          mayBeOvertaken(entity, event), "what is OVERTAKEN was set aside before", decision);
    }
  }

  private static boolean isSetAside(OrderPolicy policy, Decision decision) {
    Routes routes = policy.handling(decision.event().type()).routes();
    Reason reason = decision.reason();
    return switch (decision.verdict()) {
      case MALFORMED, CONFLICT, REJECTED, OVERFLOW, ABANDONED -> true;
      case STALE ->
          routes.staleToDeadLetters()
              || reason == Reason.ABANDONED_GAP
              || reason == Reason.OVERTAKEN;
      case LATE -> routes.lateToDeadLetters();
      case PASSED, SHED, DUPLICATE, APPLIED -> false;
    };
  }

  /** One that ties with an event that waits is kept, since that one may be given up. */
  private static boolean mayBeNeeded(CheckedEntity entity, Decision decision) {
    return decision.reason() == Reason.TIE_KEPT
        && decision.deadLetter()
        && CheckedControl.mayQuarantine(entity);
  }

  private static boolean mayReject(CheckedEntity entity, Event event) {
    return !entity.policy().handling(event.type()).routes().violationQuarantines()
        || entity.mayBeFull()
        || event.laps() > 0;
  }

  private static boolean mayBeOvertaken(CheckedEntity entity, Event event) {
    return event.laps() > 0
        && entity.hasVersions()
        && (entity.known().stream().filter(same(entity, event)).count() > 1
            || entity.markers().stream().anyMatch(each -> fits(each, event)));
  }

  private static boolean isPassed(Decision decision, List<Decision> before) {
    TimePlace place = CheckedEntity.placeInTime(decision.event());
    return before.stream()
        .filter(CheckedFate::releases)
        .anyMatch(each -> CheckedEntity.placeInTime(each.event()).compareTo(place) > 0);
  }

  private static boolean releases(Decision decision) {
    return decision.verdict() == Verdict.APPLIED
        || decision.verdict() == Verdict.REJECTED
        || decision.reason() == Reason.SKIPPED;
  }

  private static Predicate<Event> same(CheckedEntity entity, Event event) {
    return other ->
        other.contentHash() == event.contentHash()
            && (entity.hasVersions()
                ? Objects.equals(event.version(), other.version())
                : other.id().equals(event.id()));
  }

  private static Predicate<Event> fork(Event event) {
    return other ->
        (event.version() != null && event.version().equals(other.version()))
            || (other.id().equals(event.id()) && other.source().equals(event.source()));
  }

  /** Whether another event that arrived, or a marker, fits; the same one twice counts as two. */
  private static boolean isKnown(CheckedEntity entity, Decision decision, Predicate<Event> wanted) {
    long fitting = entity.known().stream().filter(wanted).count();
    return fitting > 1 || entity.markers().stream().anyMatch(each -> fits(each, decision.event()));
  }

  private static boolean fits(PlaceMarker marker, Event event) {
    return marker.version().equals(Objects.requireNonNullElse(event.version(), marker.version()))
        || marker.identity().sameIdAndSource(event.identity());
  }
}
