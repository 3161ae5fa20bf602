package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an operator's verbs do to one entity of the model. */
final class ModelControl {
  /** How many control events that were carried out are remembered. */
  private static final int REMEMBERED = 16;

  private final ModelEntity entity;
  private final ModelRules mode;
  private final List<String> done = new ArrayList<>();

  ModelControl(ModelEntity entity, ModelRules mode) {
    this.entity = entity;
    this.mode = mode;
  }

  void arrives(ControlEvent control, ModelTime time) {
    if (done.subList(Math.max(0, done.size() - REMEMBERED), done.size()).contains(control.id())) {
      answers(Incident.Kind.CONTROL_REPEATED);
    } else if (!isAllowed(control)) {
      answers(Incident.Kind.CONTROL_REFUSED);
    } else {
      answers(Incident.Kind.CONTROL_DONE);
      if (control.verb() != ControlEvent.Verb.INSPECT) {
        done.add(control.id());
      }
      carryOut(control, time);
    }
  }

  private void answers(Incident.Kind kind) {
    entity.notice(kind, null, null);
  }

  /** What the entity's quarantine is called, or else its lowest gap; null without either. */
  @Nullable String culprit() {
    ModelQuarantine now = entity.quarantine;
    return now == null || now.isOfGap() ? mode.gapName() : now.event().id();
  }

  private boolean isAllowed(ControlEvent control) {
    ModelQuarantine now = entity.quarantine;
    Version version = control.version();
    boolean named =
        control.culprit() != null && control.culprit().equals(culprit()) && isThere(control, now);
    return switch (control.verb()) {
      case INSPECT -> true;
      case FORGET ->
          entity.state != null || !entity.waiting().isEmpty() || entity.memory.hasAnything();
      case RELEASE -> now != null && named;
      case SKIP -> named;
      case REPLACE ->
          now != null
              && named
              && !now.isOfGap()
              && fits(control.corrected(), now)
              && entity.job.takesCorrection.test(control);
      case ADVANCE ->
          version != null && (now == null || now.isOfGap()) && mode.mayAdvanceTo(version);
      case RESET -> version == null || mode.mayBeginWith(version);
    };
  }

  /** Whether the culprit was read where the operator says, if that is said. */
  private static boolean isThere(ControlEvent control, @Nullable ModelQuarantine now) {
    String at = control.culpritAt();
    return at == null
        || (now != null && !now.isOfGap() && now.event().raw().origin().toString().equals(at));
  }

  private boolean fits(@Nullable Event corrected, ModelQuarantine now) {
    OrderBy by = entity.policy.by();
    boolean versions = by == OrderBy.VERSION || by == OrderBy.LATEST;
    boolean ownPlace = by == OrderBy.VERSION && now.cause() == ModelQuarantine.Cause.VIOLATION;
    return corrected != null
        && corrected.entity().equals(entity.id)
        && (!versions || corrected.version() != null)
        && (!ownPlace || Objects.equals(corrected.version(), now.event().version()));
  }

  private void carryOut(ControlEvent control, ModelTime time) {
    switch (control.verb()) {
      case INSPECT -> {}
      case RELEASE -> release(time);
      case SKIP -> skip(time);
      case REPLACE -> replace(Objects.requireNonNull(control.corrected()), time);
      case ADVANCE -> mode.advanceTo(Objects.requireNonNull(control.version()), time);
      case RESET -> reset(control);
      case FORGET -> forget(control);
    }
  }

  private void release(ModelTime time) {
    ModelQuarantine over = entity.isReleased();
    switch (over.cause()) {
      case VIOLATION -> entity.park(over.itsCulprit());
      case CONFLICT -> {
        entity.decide(over.event(), Verdict.CONFLICT, Objects.requireNonNull(over.reason()));
        mode.takes(over, time);
      }
      case GAP -> {}
    }
    mode.judgeAgain(time);
  }

  private void skip(ModelTime time) {
    if (entity.quarantine == null || entity.quarantine.isOfGap()) {
      mode.skipGap(time);
      return;
    }
    ModelQuarantine over = entity.isReleased();
    entity.decide(over.event(), Verdict.ABANDONED, Reason.SKIPPED);
    boolean remembered = true;
    if (over.cause() == ModelQuarantine.Cause.VIOLATION) {
      mode.passes(over.itsCulprit());
    } else {
      remembered = !mode.takes(over, time);
    }
    if (remembered) {
      entity.memory.take(over.itsCulprit().identity(), false);
    }
    mode.judgeAgain(time);
  }

  private void replace(Event corrected, ModelTime time) {
    ModelQuarantine over = entity.isReleased();
    entity.decide(over.event(), Verdict.ABANDONED, Reason.REPLACED);
    mode.arrives(corrected, time);
    ModelQuarantine now = entity.quarantine;
    if (now == null || now.culprit() == null || !now.event().equals(corrected)) {
      entity.memory.take(over.itsCulprit().identity(), false);
    }
    if (now == null) {
      mode.judgeAgain(time);
    }
  }

  private void reset(ControlEvent control) {
    Version version = control.version();
    Version before = entity.settled;
    boolean hadState = entity.state != null;
    entity.abandonAll(Reason.RESET);
    if (entity.memory.hasTakenAnything()) {
      entity.restartMillis = Saturated.plus(entity.memory.entityTime(), 1);
    }
    entity.beginsAnew();
    mode.beginsAnew();
    if (hadState) {
      entity.clears(control);
    }
    entity.settled = version == null ? null : version.withNumber(version.number() - 1);
    entity.notice(Incident.Kind.RESET, before, version);
  }

  private void forget(ControlEvent control) {
    List<Waiting> gone = entity.waiting();
    entity.abandonAll(Reason.FORGOTTEN);
    entity.forgets(gone);
    mode.isForgotten(gone);
    entity.deleted = true;
    entity.clears(control);
    entity.notice(Incident.Kind.FORGOTTEN, entity.settled, entity.settled);
  }
}
