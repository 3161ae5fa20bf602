package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;

/** Whether quarantines are the policy's, and what operators do is what they asked for. */
final class CheckedControl {
  private CheckedControl() {}

  static void check(Findings findings) {
    CheckedEntity entity = findings.entity();
    long answers =
        entity.count(Kind.CONTROL_DONE)
            + entity.count(Kind.CONTROL_REFUSED)
            + entity.count(Kind.CONTROL_REPEATED);
    findings.require(
        answers == entity.controls().size(), "every control event has one answer", answers);
    only(findings, Kind.RESET, entity.isAsked(Verb.RESET));
    only(findings, Kind.FORGOTTEN, entity.isAsked(Verb.FORGET));
    only(findings, Kind.QUARANTINED, mayQuarantine(entity));
    only(findings, Kind.GAP_OPENED, entity.policy().reportsGaps());
    only(findings, Kind.GAP_FILLED, entity.policy().reportsGaps());
    quarantine(findings);
  }

  private static void only(Findings findings, Kind kind, boolean asked) {
    findings.require(
        asked || findings.entity().count(kind) == 0,
        "nothing is " + kind + " unless it is asked for",
        findings.entity().id());
  }

  static boolean mayQuarantine(CheckedEntity entity) {
    return entity.policy().quarantines().atMost() > 0
        && entity.handlings().stream()
            .anyMatch(
                each ->
                    each.routes().conflictQuarantines()
                        || each.routes().violationQuarantines()
                        || each.patience().onGap() == OnGap.QUARANTINE);
  }

  private static void quarantine(Findings findings) {
    CheckedEntity entity = findings.entity();
    String now = entity.quarantined();
    long left = entity.count(Kind.QUARANTINED) - entity.count(Kind.RELEASED);
    findings.require(
        left == (now == null ? 0 : 1), "an entity is quarantined until it is released", now);
    if (now != null && !now.startsWith("GAP")) {
      String culprit = now.substring(now.indexOf(' ') + 1);
      findings.require(
          !entity.held().isEmpty() && entity.held().get(0).id().equals(culprit),
          "a culprit is held until its fate is decided",
          now);
    }
  }

  /** Whether something that may have been asked for gave the event up. */
  static boolean mayAbandon(CheckedEntity entity, Decision decision) {
    OrderPolicy policy = entity.policy();
    boolean contiguous = policy.by() == OrderBy.VERSION;
    Reason reason = decision.reason();
    if (reason == Reason.RESTARTED) {
      return contiguous && !policy.restartOn().isEmpty();
    } else if (reason == Reason.GAP_ABANDONED) {
      return contiguous && mayAbandonBehindGaps(entity);
    } else if (reason == Reason.SKIPPED) {
      return isCulprit(entity, decision.event(), Verb.SKIP);
    } else if (reason == Reason.REPLACED) {
      return isCulprit(entity, decision.event(), Verb.REPLACE);
    } else if (reason == Reason.RESET) {
      return entity.count(Kind.RESET) > 0;
    }
    return reason == Reason.FORGOTTEN && entity.count(Kind.FORGOTTEN) > 0;
  }

  private static boolean mayAbandonBehindGaps(CheckedEntity entity) {
    return entity.handlings().stream()
        .map(each -> each.patience().onGap())
        .anyMatch(
            each -> each == OnGap.DEAD_LETTER || (each == OnGap.QUARANTINE && entity.mayBeFull()));
  }

  private static boolean isCulprit(CheckedEntity entity, Event event, Verb verb) {
    OrderPolicy.Routes routes = entity.policy().handling(event.type()).routes();
    return (routes.conflictQuarantines() || routes.violationQuarantines())
        && entity.controls().stream()
            .anyMatch(each -> each.verb() == verb && event.id().equals(each.culprit()));
  }
}
