package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import java.util.Objects;

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
    if (settled != null && isJump(version, settled)) {
      Jump.reject(turn, event, settled);
      return;
    }
    Identity same = Recognition.sameVersion(turn, event, version);
    if (same != null && same.sameContent(event.identity())) {
      turn.duplicate(event, Reason.SAME_VERSION, same);
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
      case CONFLICT -> turn.conflict(event, Reason.SAME_VERSION_OTHER_CONTENT, same);
      case KEEP -> turn.stale(event, Reason.TIE_KEPT, "version " + version + " came before");
      case REPLACE -> {
        if (version.equals(turn.settled) && turn.mayHaveForgotten(event.timeMillis())) {
          String detail = "may have been replaced before, of time " + event.timeMillis();
          turn.stale(event, Reason.BEYOND_MEMORY, detail);
        } else if (version.equals(turn.settled)) {
          turn.apply(event);
        } else {
          turn.stale(event, Reason.OLDER, "settled: " + turn.settled);
        }
      }
    }
  }

  private static void judgeUnknown(Turn turn, Event event, Version version) {
    Identity fork = Recognition.sameId(turn, event);
    Version settled = turn.settled;
    if (fork != null) {
      turn.conflict(event, Reason.SAME_ID, fork);
    } else if (settled == null || version.compareTo(settled) > 0) {
      turn.settled = version;
      turn.apply(event);
    } else if (version.equals(settled)) {
      turn.stale(event, Reason.BEYOND_MEMORY, "settled: " + settled);
    } else {
      turn.stale(event, Reason.OLDER, "settled: " + settled);
    }
  }
}
