package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What an event at its place would make of its entity, before anything of it is kept.
 *
 * @param state the state after it, null after a delete or a violation
 * @param stage the stage after it, null when there is none
 * @param flaw what kind of violation it is, null when it is none
 */
record ModelFold(@Nullable Bytes state, @Nullable String stage, @Nullable Reason flaw) {

  static ModelFold of(ModelEntity entity, Event event) {
    if (event.delete()) {
      return new ModelFold(null, null, null);
    }
    ModelJob job = entity.job;
    Reason asked = Reason.LIFECYCLE;
    try {
      Passage passage = job.rules.pass(entity.stage, event);
      if (passage.violation() != null) {
        return violation(Reason.LIFECYCLE);
      }
      asked = Reason.REDUCER_FAILED;
      Bytes next = job.fold.apply(entity.state, event);
      if (next.length() > job.policy.stateBytesAtMost()) {
        return violation(Reason.STATE_TOO_LARGE);
      }
      asked = Reason.INVARIANT;
      return job.rules.check(entity.state, next, event) == null
          ? new ModelFold(next, passage.stage(), null)
          : violation(Reason.INVARIANT);
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError failure) {
      return violation(asked);
    }
  }

  private static ModelFold violation(Reason flaw) {
    return new ModelFold(null, null, flaw);
  }
}
