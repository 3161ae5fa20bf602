package dev.lockstep.simulate;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Rules;

/** What the entities of the model share. */
final class ModelJob {
  final OrderPolicy policy;
  final Fold fold;
  final Rules rules;

  /** How many entities are quarantined now: the model is one subtask. */
  int quarantined;

  ModelJob(OrderPolicy policy, Fold fold, Rules rules) {
    this.policy = policy;
    this.fold = fold;
    this.rules = rules;
  }
}
