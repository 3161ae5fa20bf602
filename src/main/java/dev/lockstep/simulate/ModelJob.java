package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Rules;
import java.util.function.Predicate;

/** What the entities of the model share. */
final class ModelJob {
  final OrderPolicy policy;
  final Fold fold;
  final Rules rules;

  /** Whether a corrected event would be taken: it is asked before a culprit is given up for it. */
  final Predicate<ControlEvent> takesCorrection;

  /** How many entities are quarantined now: the model is one subtask. */
  int quarantined;

  ModelJob(OrderPolicy policy, Fold fold, Rules rules, Predicate<ControlEvent> takesCorrection) {
    this.takesCorrection = takesCorrection;
    this.policy = policy;
    this.fold = fold;
    this.rules = rules;
  }
}
