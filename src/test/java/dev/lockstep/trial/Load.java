package dev.lockstep.trial;

import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Fault;
import dev.lockstep.simulate.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * What producers of a seed write: 20 % of it delayed, 5 % redelivered, over busy and quiet keys.
 */
record Load(Mode mode, long seed, Workload workload, Fault faults) {
  static final int SCALE = Integer.getInteger("proof.scale", 1);
  private static final int PLACES = 100;
  private static final int FAR = 400;
  private static final double ZIPF = 1;

  /** One event in a hundred breaks a rule, whatever was before it. */
  private static final Fault POISONED =
      (drafts, chance) ->
          drafts.stream().map(draft -> chance.in(0.01) ? poisoned(draft) : draft).toList();

  /**
   * So many events, over entities of equal weight on half the seeds. If the job is hasty they are
   * few, and delays are long, so that what is delayed finds its gap given up.
   */
  static Load of(Mode mode, long seed, int events) {
    Workload workload =
        Workload.of(Math.max(events / (mode.hasty() ? 100 : 20), 1), events)
            .skewed(Chance.of(seed).in(0.5) ? ZIPF : 0)
            .versions(mode.form)
            .shares(0.02, 0.05);
    Fault faults =
        Fault.redelivered(0.05, PLACES).then(Fault.delayed(0.2, mode.hasty() ? FAR : PLACES));
    faults = mode.losesEvents() ? Fault.lost(0.01).then(faults) : faults;
    return new Load(mode, seed, workload, mode.hasInvariants() ? POISONED.then(faults) : faults);
  }

  private static Draft poisoned(Draft draft) {
    return draft.text(Invariants.POISON + draft.text());
  }

  /** The same with forks and with retries that give an event another id. */
  Load ambiguous() {
    Fault more = Fault.forked(0.01, PLACES).then(Fault.restamped(0.01, PLACES));
    return new Load(mode, seed, workload, more.then(faults));
  }

  /** The same without events of the analytics lane and without deletes. */
  Load plain() {
    return new Load(mode, seed, workload.shares(0, 0), faults);
  }

  String keys() {
    return workload.skew() > 0 ? "Zipf" : "uniform";
  }

  /** What is sent, in this order. */
  List<Draft> drafts() {
    Chance chance = Chance.of(seed);
    return new ArrayList<>(faults.strike(workload.drafts(chance.fork()), chance));
  }
}
