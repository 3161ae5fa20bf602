package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
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
    boolean newer = entity.settled == null || version.compareTo(entity.settled) > 0;
    if (newer && ModelJump.is(entity, version)) {
      entity.decide(event, Verdict.MALFORMED, Reason.VERSION_JUMP);
      entity.notice(Incident.Kind.VERSION_JUMP, version, version);
    } else if (entity.knows(each -> version.equals(each.version()) && each.sameContent(own))) {
      entity.decide(event, Verdict.DUPLICATE, Reason.SAME_VERSION);
    } else if (entity.knows(each -> version.equals(each.version()))) {
      tie(event, version);
    } else if (entity.knows(each -> each.sameIdAndSource(own))) {
      entity.decide(event, Verdict.CONFLICT, Reason.SAME_ID);
      entity.notice(Incident.Kind.CONFLICT, version, version);
    } else if (entity.settled != null && version.compareTo(entity.settled) < 0) {
      entity.decide(event, Verdict.STALE, Reason.OLDER);
    } else if (version.equals(entity.settled)) {
      entity.decide(event, Verdict.STALE, Reason.BEYOND_MEMORY);
    } else {
      entity.settled = version;
      entity.fold(event);
    }
  }

  private void tie(Event event, Version version) {
    switch (entity.policy.ties()) {
      case CONFLICT -> {
        entity.decide(event, Verdict.CONFLICT, Reason.SAME_VERSION_OTHER_CONTENT);
        entity.notice(Incident.Kind.CONFLICT, version, version);
      }
      case KEEP -> entity.decide(event, Verdict.STALE, Reason.TIE_KEPT);
      case REPLACE -> {
        if (version.equals(entity.settled) && entity.memory.isForgotten(event.timeMillis())) {
          entity.decide(event, Verdict.STALE, Reason.BEYOND_MEMORY);
        } else if (version.equals(entity.settled)) {
          entity.fold(event);
        } else {
          entity.decide(event, Verdict.STALE, Reason.OLDER);
        }
      }
    }
  }

  @Override
  public void marked(PlaceMarker marker, ModelTime time) {}

  @Override
  public void watermarkAdvanced(ModelTime time) {}

  @Override
  public void clockAdvanced(ModelTime time) {}
}
