package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
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
      allowed(findings, decisions.get(i), decisions.subList(0, i));
    }
  }

  private static void conserved(Findings findings) {
    CheckedEntity entity = findings.entity();
    Map<Event, Integer> open = new HashMap<>();
    entity.events().forEach(each -> open.merge(each, 1, Integer::sum));
    entity.decisions().forEach(each -> open.merge(each.event(), -1, Integer::sum));
    entity.held().forEach(each -> open.merge(each, -1, Integer::sum));
    open.forEach(
        (event, missing) -> {
          findings.require(missing <= 0, "every event has a verdict or is held", event);
          findings.require(missing >= 0, "no event has two verdicts, nor one and is held", event);
        });
  }

  private static void allowed(Findings findings, Decision decision, List<Decision> before) {
    CheckedEntity entity = findings.entity();
    OrderPolicy policy = entity.policy();
    switch (decision.verdict()) {
      case DUPLICATE ->
          findings.require(
              isKnown(entity, decision, same(decision.event())),
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
              entity.events().size() > policy.holdAtMost(), "an OVERFLOW fills a buffer", decision);
      case ABANDONED ->
          findings.require(
              policy.by() == OrderBy.VERSION && mayAbandon(entity, decision),
              "an event is ABANDONED by policy",
              decision);
      case PASSED, SHED ->
          findings.require(false, "a critical event is never " + decision.verdict(), decision);
      case MALFORMED, STALE, REJECTED, APPLIED -> {}
    }
  }

  private static boolean mayAbandon(CheckedEntity entity, Decision decision) {
    return decision.reason() == Reason.RESTARTED
        ? !entity.policy().restartOn().isEmpty()
        : entity.policy().patience().onGap() == OrderPolicy.OnGap.DEAD_LETTER;
  }

  private static boolean isPassed(Decision decision, List<Decision> before) {
    TimePlace place = CheckedEntity.placeInTime(decision.event());
    return before.stream()
        .filter(each -> each.verdict() == Verdict.APPLIED || each.verdict() == Verdict.REJECTED)
        .anyMatch(each -> CheckedEntity.placeInTime(each.event()).compareTo(place) > 0);
  }

  private static Predicate<Event> same(Event event) {
    return other ->
        other.contentHash() == event.contentHash()
            && (event.version() == null
                ? other.id().equals(event.id())
                : event.version().equals(other.version()));
  }

  private static Predicate<Event> fork(Event event) {
    return other ->
        (event.version() != null && event.version().equals(other.version()))
            || (other.id().equals(event.id()) && other.source().equals(event.source()));
  }

  /** Whether another event that arrived, or a marker, fits; the same one twice counts as two. */
  private static boolean isKnown(CheckedEntity entity, Decision decision, Predicate<Event> wanted) {
    long fitting = entity.events().stream().filter(wanted).count();
    return fitting > 1 || entity.markers().stream().anyMatch(each -> fits(each, decision.event()));
  }

  private static boolean fits(PlaceMarker marker, Event event) {
    return marker.version().equals(Objects.requireNonNullElse(event.version(), marker.version()))
        || marker.identity().sameIdAndSource(event.identity());
  }
}
