package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether what was applied was applied once and in order. */
final class CheckedApplied {
  private CheckedApplied() {}

  static void check(Findings findings) {
    CheckedEntity entity = findings.entity();
    List<Event> decided = new ArrayList<>();
    for (Decision each : entity.decisions()) {
      if (each.verdict() == Verdict.APPLIED) {
        decided.add(each.event());
      }
    }
    findings.require(
        decided.equals(entity.applied().stream().map(Applied::event).toList()),
        "what is APPLIED is what was applied",
        decided);
    order(findings, decided);
  }

  /** Whoever begins anew may begin at any place, as often as that happened. */
  private static void order(Findings findings, List<Event> decided) {
    long beginnings = findings.entity().beginnings();
    Set<Identity> seen = new HashSet<>();
    Event last = null;
    for (Event each : decided) {
      boolean follows = last == null || mayFollow(findings.entity(), last, each);
      if (beginnings > 0 && !(follows && !seen.contains(each.identity()))) {
        beginnings--;
        seen.clear();
        follows = true;
      }
      findings.require(
          follows, "places ascend", each.version() + " after " + (last == null ? "" : last.id()));
      findings.require(seen.add(each.identity()), "no event is applied twice", each);
      last = each;
    }
  }

  private static boolean mayFollow(CheckedEntity entity, Event one, Event next) {
    return switch (entity.policy().by()) {
      case VERSION -> compare(one, next) < 0;
      case LATEST ->
          compare(one, next) < 0
              || (compare(one, next) == 0 && entity.policy().ties() == Ties.REPLACE);
      case TIME -> CheckedEntity.placeInTime(one).compareTo(CheckedEntity.placeInTime(next)) < 0;
      case ARRIVAL -> true;
    };
  }

  private static int compare(Event one, Event next) {
    return Objects.requireNonNull(one.version()).compareTo(Objects.requireNonNull(next.version()));
  }
}
