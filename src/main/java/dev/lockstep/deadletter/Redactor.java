package dev.lockstep.deadletter;

import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reducer;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Ruling;
import java.io.Serializable;

/**
 * Takes out of what a job tells its operators the values that they must not see. What it tells its
 * consumers is left alone: state, applied and analytics are what the job is for.
 */
public interface Redactor extends Serializable {
  /** Nothing has to be taken out. */
  Redactor NONE =
      new Redactor() {
        private static final long serialVersionUID = 1L;

        @Override
        public DeadLetter of(DeadLetter letter) {
          return letter;
        }

        @Override
        public Ruling of(Ruling ruling) {
          return ruling;
        }

        @Override
        public Incident of(Incident incident) {
          return incident;
        }

        @Override
        public Quarantined of(Quarantined notice) {
          return notice;
        }

        @Override
        public Reducer guard(Reducer reducer) {
          return reducer;
        }

        @Override
        public Rules guard(Rules rules) {
          return rules;
        }
      };

  /** The letter without the values; its record is then whole at its origin only. */
  DeadLetter of(DeadLetter letter);

  /** The ruling without what a parser quoted. */
  Ruling of(Ruling ruling);

  /** The incident without the values. */
  Incident of(Incident incident);

  /** The notice without the values. */
  Quarantined of(Quarantined notice);

  /** A reducer that says nothing of the values when it fails. */
  Reducer guard(Reducer reducer);

  /** Rules that say nothing of the values when they are broken. */
  Rules guard(Rules rules);
}
