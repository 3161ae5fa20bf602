package dev.lockstep.pipeline;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Reducer;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.state.JobIdentity;
import java.io.Serializable;

/**
 * What the operators need to know of a job.
 *
 * @param order how events are ordered
 * @param admission which records are let in
 * @param reducers what folds events into state
 * @param rules what the events of an entity must keep
 * @param allRulings whether APPLIED and PASSED are sent out as verdicts too
 * @param identity what the state is made with
 * @param cache what is kept on the heap beside the state backend
 * @param redactor what takes out of what operators are told the values that they must not see
 */
public record Plan(
    OrderPolicy order,
    Admission admission,
    ReducerSource reducers,
    RulesSource rules,
    boolean allRulings,
    JobIdentity identity,
    CacheBudget cache,
    Redactor redactor)
    implements Serializable {

  /** Makes the reducer where the operator runs, from the job's own classes. */
  @FunctionalInterface
  public interface ReducerSource extends Serializable {
    /** A reducer of these classes. */
    Reducer open(ClassLoader classes);
  }

  /** Makes the rules where the operator runs. */
  @FunctionalInterface
  public interface RulesSource extends Serializable {
    /** There are none. */
    RulesSource NONE = () -> Rules.NONE;

    /** The rules. */
    Rules open();
  }
}
