package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.OrderPolicy.OrderBy.LATEST;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.VERSION;
import static dev.lockstep.reconcile.Policies.by;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Draft;

/** The rows of the table in docs/replay.md that are refused whenever they are replayed. */
final class ReplayRefused {
  private ReplayRefused() {}

  static void fork(Reason reason, OrderBy mode) {
    SetAside entity = SetAside.in(mode);
    boolean versioned = mode == VERSION || mode == LATEST;
    Draft fork =
        reason == Reason.SAME_ID
            ? entity.nth(versioned ? 2 : 1).id("n1").text("other")
            : entity.nth(1).id("x").text("other");
    String incident = versioned ? "incident CONFLICT of it" : "incident CONFLICT";
    entity
        .arrive(entity.nth(1), fork)
        .was(fork, Verdict.CONFLICT, reason)
        .replays(fork, "it CONFLICT(" + reason + ") dead", incident);
  }

  static void passed(Reason reason, OrderBy mode) {
    Policies policies = by(mode).routes(true, true);
    SetAside entity =
        switch (reason) {
          case BEYOND_MEMORY -> SetAside.in(policies.remember(0, 1));
          case BEFORE_START -> SetAside.in(policies.startsAt(5));
          default -> SetAside.in(policies);
        };
    Draft old =
        switch (reason) {
          case BEYOND_MEMORY, BEFORE_RESTART -> entity.nth(1);
          case BEFORE_START -> entity.nth(4);
          case ENDED_EPOCH -> Bench.v(1, 2).id("n1");
          case OVERTAKEN -> entity.nth(2).type("Fails");
          default -> entity.nth(2);
        };
    pass(reason, mode, entity, old);
    Verdict verdict = reason == Reason.PLACE_PASSED ? Verdict.LATE : Verdict.STALE;
    String again = "it " + verdict + "(" + reason + ") dead";
    entity.was(old, verdict, reason);
    if (reason == Reason.ABANDONED_GAP) {
      entity.replays(old, again, "incident ABANDONED_GAP_FILLED of it");
    } else {
      entity.replays(old, again);
    }
  }

  private static void pass(Reason reason, OrderBy mode, SetAside entity, Draft old) {
    switch (reason) {
      case BEYOND_MEMORY -> {
        if (mode == LATEST) {
          entity.arrive(entity.nth(0).time(100), old, old);
        } else {
          entity.arrive(entity.nth(1), entity.nth(2), entity.nth(3), old);
        }
      }
      case ABANDONED_GAP -> entity.arrive(entity.nth(1)).advance(2).arrive(old);
      case BEFORE_START -> entity.arrive(old);
      case BEFORE_RESTART -> entity.arrive(old).operator(Verb.RESET, null).arrive(old);
      case ENDED_EPOCH -> entity.arrive(Bench.v(1, 1), Bench.v(2, 1).time(50), old);
      case OVERTAKEN ->
          entity.arrive(entity.nth(1), old, entity.nth(3)).replays(old, "it STALE(OVERTAKEN) dead");
      case PLACE_PASSED -> entity.arrive(entity.nth(3), old);
      default -> throw new AssertionError(reason);
    }
  }

  static void needless(Reason reason) {
    SetAside entity = SetAside.in(by(LATEST).ties(Ties.KEEP).routes(true, true));
    Draft old = reason == Reason.OLDER ? entity.nth(3) : entity.nth(5).id("x").text("other");
    entity
        .arrive(entity.nth(5), old)
        .was(old, Verdict.STALE, reason)
        .replays(old, "it STALE(" + reason + ") dead");
  }
}
