package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why an entity of the model applies nothing.
 *
 * @param cause what kind of thing stopped it
 * @param culprit the event that did, null for a gap
 * @param reason why the culprit is one, null for a gap
 * @param gap the gap as it was then, null for an event
 */
record ModelQuarantine(
    Cause cause, @Nullable Waiting culprit, @Nullable Reason reason, @Nullable ModelGap gap) {
  /** What can stop an entity. */
  enum Cause {
    VIOLATION,
    CONFLICT,
    GAP
  }

  static ModelQuarantine violation(Waiting culprit, @Nullable Reason flaw) {
    return new ModelQuarantine(Cause.VIOLATION, culprit, flaw, null);
  }

  static ModelQuarantine conflict(Waiting culprit, Reason reason) {
    return new ModelQuarantine(Cause.CONFLICT, culprit, reason, null);
  }

  static ModelQuarantine ofGap(ModelGap gap) {
    return new ModelQuarantine(Cause.GAP, null, null, gap);
  }

  boolean isOfGap() {
    return cause == Cause.GAP;
  }

  Waiting itsCulprit() {
    return Objects.requireNonNull(culprit);
  }

  Event event() {
    return Objects.requireNonNull(itsCulprit().event());
  }

  ModelGap itsGap() {
    return Objects.requireNonNull(gap);
  }

  @Nullable Version from() {
    return isOfGap() ? itsGap().from() : event().version();
  }

  @Nullable Version to() {
    return isOfGap() ? itsGap().to() : event().version();
  }
}
