package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The order of versions with holes allowed: the newest wins, nothing waits. */
final class LatestOrder implements Order {
  private final OrderPolicy policy;

  LatestOrder(OrderPolicy policy) {
    this.policy = policy;
  }

  @Override
  public void judge(Turn turn, Event event) {
    Version version = Objects.requireNonNull(event.version(), "an event without version");
    Version settled = turn.settled;
    boolean before = event.timeMillis() < turn.restartedMillis;
    if (settled != null && !before && isJump(version, settled)) {
      Jump.reject(turn, event, settled);
      return;
    }
    Identity same = Recognition.sameVersion(turn, event, version);
    if (same != null && same.sameContent(turn.identity(event))) {
      turn.out.duplicate(event, Reason.SAME_VERSION, same);
    } else if (same != null) {
      tie(turn, event, same);
    } else {
      judgeUnknown(turn, event, version);
    }
  }

  /** There is no start here, so only a version of the same epoch can be measured. */
  private boolean isJump(Version version, Version settled) {
    return !(version instanceof Version.Text)
        && version.epoch() == settled.epoch()
        && Jump.isTooFar(version, settled, policy);
  }

  private void tie(Turn turn, Event event, Identity same) {
    Version version = Objects.requireNonNull(event.version());
    switch (policy.ties()) {
      case CONFLICT -> Fork.meets(turn, event, Reason.SAME_VERSION_OTHER_CONTENT, same);
      case KEEP -> keepFirst(turn, event, version);
      case REPLACE -> replace(turn, event, version);
    }
  }

  /** An entity may still be quarantined from when ties were none to be replaced. */
  private static void replace(Turn turn, Event event, Version version) {
    if (event.timeMillis() < turn.restartedMillis) {
      turn.out.stale(event, Reason.BEFORE_RESTART, "of time " + event.timeMillis());
    } else if (turn.isQuarantined()) {
      String detail = "version " + version + " came before, and the entity is quarantined";
      turn.out.deadLetter(event, Verdict.STALE, Reason.TIE_KEPT, detail);
    } else if (version.equals(turn.settled) && turn.mayHaveForgotten(event.timeMillis())) {
      String detail = "may have been replaced before, of time " + event.timeMillis();
      turn.out.stale(event, Reason.BEYOND_MEMORY, detail);
    } else if (!version.equals(turn.settled)) {
      turn.out.stale(event, Reason.OLDER, "settled: " + turn.settled);
    } else if (Recognition.unapplied(turn, event) != null) {
      Replayed.judge(turn, event, version);
    } else {
      turn.apply(event, () -> {});
    }
  }

  /** If the first one waits it may yet be given up, and then the later one is needed. */
  private static void keepFirst(Turn turn, Event event, Version version) {
    if (Recognition.waiting(turn, each -> version.equals(each.version())) == null) {
      turn.out.stale(event, Reason.TIE_KEPT, "version " + version + " came before");
    } else {
      String detail =
          "version " + version + " came before and waits: if it is given up, replace it by this";
      turn.out.deadLetter(event, Verdict.STALE, Reason.TIE_KEPT, detail);
    }
  }

  private static void judgeUnknown(Turn turn, Event event, Version version) {
    Identity fork = Recognition.sameId(turn, event);
    Version settled = turn.settled;
    if (fork != null) {
      Fork.meets(turn, event, Reason.SAME_ID, fork);
    } else if (event.timeMillis() < turn.restartedMillis) {
      turn.out.stale(event, Reason.BEFORE_RESTART, "of time " + event.timeMillis());
    } else if (settled == null || version.compareTo(settled) > 0) {
      applyOrPark(turn, event, version);
    } else if (Recognition.unapplied(turn, event) != null) {
      Replayed.judge(turn, event, version);
    } else {
      Reason reason = version.equals(settled) ? Reason.BEYOND_MEMORY : Reason.OLDER;
      turn.out.stale(event, reason, "settled: " + settled);
    }
  }

  private static void applyOrPark(Turn turn, Event event, Version version) {
    if (turn.isQuarantined()) {
      turn.hold(event, version, turn.now());
    } else {
      turn.apply(event, () -> turn.settled = version);
    }
  }

  @Override
  public void settle(Turn turn, HeldEntry violation) {
    turn.settled = (Version) violation.place();
  }

  /** An old fork, from before the entity began anew, may have any version. */
  @Override
  public void pass(Turn turn, HeldEntry forgotten) {
    Version version = (Version) forgotten.place();
    boolean before = forgotten.identity().timeMillis() < turn.restartedMillis;
    if (!before && (turn.settled == null || version.compareTo(turn.settled) > 0)) {
      turn.settled = version;
    }
  }

  @Override
  public void resume(Turn turn) {
    while (!turn.held.isEmpty() && !turn.isQuarantined()) {
      HeldEntry lowest = turn.held.lowest();
      Version version = (Version) lowest.place();
      if (turn.settled != null && version.compareTo(turn.settled) < 0) {
        turn.out.stale(turn.take(lowest), Reason.OLDER, "settled: " + turn.settled);
      } else {
        turn.applyHeld(lowest, () -> turn.settled = version);
      }
    }
  }

  @Override
  public @Nullable String refusesAdvance(Turn turn, Version version) {
    Version settled = turn.settled;
    if (settled != null && isJump(version, settled)) {
      return Jump.detail(version, settled, policy);
    }
    return settled != null && version.compareTo(settled) <= 0
        ? "the settled version is " + settled
        : null;
  }

  @Override
  public @Nullable String refusesReset(Version version) {
    return version instanceof Version.Text
        ? "nothing comes directly before a text: reset without a version"
        : null;
  }

  @Override
  public void advance(Turn turn, Version version) {
    turn.settled = version;
  }
}
