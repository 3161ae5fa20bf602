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
    return of(entity.job, entity.state, entity.stage, event);
  }

  static ModelFold of(ModelJob job, @Nullable Bytes before, @Nullable String stage, Event event) {
    if (event.delete()) {
      return new ModelFold(null, null, null);
    }
    Reason asked = Reason.LIFECYCLE;
    try {
      Passage passage = job.rules.pass(stage, event);
      if (passage.violation() != null) {
        return violation(Reason.LIFECYCLE);
      }
      asked = Reason.REDUCER_FAILED;
      Bytes next = job.fold.apply(before, event);
      if (next.length() > job.policy.stateBytesAtMost()) {
        return violation(Reason.STATE_TOO_LARGE);
      }
      asked = Reason.INVARIANT;
      return job.rules.check(before, next, event) == null
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
