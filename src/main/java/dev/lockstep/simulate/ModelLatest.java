package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.List;
import java.util.Objects;

/** The model of {@code by: latest}: the newest version wins. */
final class ModelLatest implements ModelRules {
  private final ModelEntity entity;

  ModelLatest(ModelEntity entity) {
    this.entity = entity;
  }

  @Override
  public void arrives(Event event, ModelTime time) {
    Identity own = event.identity();
    Version version = Objects.requireNonNull(event.version());
    Waiting waiting = new Waiting(version, own, event, time);
    if (isNewer(version) && !entity.isFromBeforeARestart(event) && ModelJump.is(entity, version)) {
      entity.decide(event, Verdict.MALFORMED, Reason.VERSION_JUMP);
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (entity.knows(
        event, each -> version.equals(each.version()) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_VERSION);
    } else if (entity.knows(event, each -> version.equals(each.version()))) {
      tie(waiting, event);
    } else if (entity.knows(event, each -> each.sameIdAndSource(own))) {
      entity.conflicts(waiting, Reason.SAME_ID);
    } else if (entity.isFromBeforeARestart(event)) {
      entity.decide(event, Verdict.STALE, Reason.BEFORE_RESTART);
    } else if (!isNewer(version) && entity.isReplayed(event)) {
      comesAgain(event);
    } else if (version.equals(entity.settled)) {
      entity.decide(event, Verdict.STALE, Reason.BEYOND_MEMORY);
    } else if (!isNewer(version)) {
      entity.decide(event, Verdict.STALE, Reason.OLDER);
    } else {
      take(waiting, event);
    }
  }

  private boolean isNewer(Version version) {
    return entity.settled == null || version.compareTo(entity.settled) > 0;
  }

  private void tie(Waiting waiting, Event event) {
    Ties ties = entity.policy.ties();
    boolean current = waiting.place().equals(entity.settled);
    if (ties == Ties.CONFLICT) {
      entity.conflicts(waiting, Reason.SAME_VERSION_OTHER_CONTENT);
    } else if (ties == Ties.KEEP) {
      boolean undecided = entity.waiting().stream().anyMatch(each -> each.isAt(waiting.place()));
      entity.decide(event, Verdict.STALE, Reason.TIE_KEPT, undecided);
    } else if (entity.isFromBeforeARestart(event)) {
      entity.decide(event, Verdict.STALE, Reason.BEFORE_RESTART);
    } else if (!current) {
      entity.decide(event, Verdict.STALE, Reason.OLDER);
    } else if (entity.memory.isForgotten(event.timeMillis())) {
      entity.decide(event, Verdict.STALE, Reason.BEYOND_MEMORY);
    } else if (entity.isReplayed(event)) {
      comesAgain(event);
    } else {
      take(waiting, event);
    }
  }

  private void comesAgain(Event event) {
    if (entity.mayComeAgain(event)) {
      entity.conclude(event, ModelFold.of(entity, event));
    } else {
      entity.decide(event, Verdict.STALE, Reason.OVERTAKEN);
    }
  }

  /** Rows 9 and 10. */
  private void take(Waiting waiting, Event event) {
    if (entity.quarantine != null) {
      entity.hold(waiting);
      return;
    }
    ModelFold fold = ModelFold.of(entity, event);
    if (!entity.isStoppedBy(waiting, fold)) {
      entity.settled = waiting.version();
      entity.conclude(event, fold);
    }
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {}

  @Override
  public void watermarkAdvanced(ModelTime time) {}

  @Override
  public void clockAdvanced(ModelTime time) {}

  @Override
  public void judgeAgain(ModelTime time) {
    while (entity.quarantine == null && !entity.held.isEmpty()) {
      Waiting next = entity.held.remove(0);
      Event event = Objects.requireNonNull(next.event());
      boolean older = entity.settled != null && next.place().compareTo(entity.settled) < 0;
      if (older) {
        entity.decide(event, Verdict.STALE, Reason.OLDER);
      } else {
        take(next, event);
      }
    }
  }

  @Override
  public void passes(Waiting culprit) {
    entity.settled = culprit.version();
  }

  @Override
  public void isForgotten(List<Waiting> gone) {
    for (Waiting each : gone) {
      boolean counts = each.event() != null && !entity.isFromBeforeARestart(each.event());
      if (counts && isNewer(each.version())) {
        entity.settled = each.version();
      }
    }
  }

  @Override
  public boolean mayAdvanceTo(Version version) {
    return isNewer(version) && !ModelJump.is(entity, version);
  }

  @Override
  public void advanceTo(Version version, ModelTime time) {
    entity.settled = version;
  }

  @Override
  public boolean mayBeginWith(Version version) {
    return !(version instanceof Version.Text);
  }
}
