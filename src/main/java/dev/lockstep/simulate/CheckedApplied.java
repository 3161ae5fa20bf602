package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what was applied was applied once, in order, with true receipts and true states. */
final class CheckedApplied {
  private CheckedApplied() {}

  static void check(Findings findings, Fold fold) {
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
    receipts(findings);
    states(findings, fold);
    order(findings);
  }

  private static void receipts(Findings findings) {
    Version previous = null;
    long sequence = 0;
    long chain = 0;
    for (Applied each : findings.entity().applied()) {
      sequence++;
      long hash =
          StableHash.with(StableHash.with(chain, sequence), StableHash.of(each.event().id()));
      chain = StableHash.finish(StableHash.with(hash, each.event().contentHash()));
      findings.require(
          each.receipt().equals(new Receipt(sequence, previous, chain)),
          "a receipt proves its place",
          each.event().version() + " has " + each.receipt());
      previous = each.event().version();
    }
  }

  private static void states(Findings findings, Fold fold) {
    boolean mayBeginAnew = !findings.entity().policy().restartOn().isEmpty();
    Bytes state = null;
    for (Applied each : findings.entity().applied()) {
      boolean holds =
          Objects.equals(each.state(), folded(fold, state, each.event()))
              || (mayBeginAnew && Objects.equals(each.state(), folded(fold, null, each.event())));
      findings.require(holds, "a state is the one before it with the event folded in", each);
      state = each.state();
    }
    if (!mayBeginAnew) {
      findings.require(
          Objects.equals(state, findings.entity().state()),
          "the last state is the last one applied",
          findings.entity().state());
    }
  }

  private static @Nullable Bytes folded(Fold fold, @Nullable Bytes state, Event event) {
    return event.delete() ? null : fold.apply(state, event);
  }

  /** An event that begins the entity anew may be rejected: it ends what was before all the same. */
  private static void order(Findings findings) {
    Set<Identity> seen = new HashSet<>();
    Event last = null;
    for (Decision each : findings.entity().decisions()) {
      boolean applied = each.verdict() == Verdict.APPLIED;
      if (findings.entity().begins(each.event())
          && (applied || each.verdict() == Verdict.REJECTED)) {
        seen.clear();
        last = null;
      }
      if (applied) {
        findings.require(
            last == null || mayFollow(findings.entity(), last, each.event()),
            "places ascend",
            each + " after " + last);
        findings.require(seen.add(each.event().identity()), "no event is applied twice", each);
        last = each.event();
      }
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
