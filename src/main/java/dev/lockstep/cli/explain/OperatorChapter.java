package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.FlinkSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Uids;
import java.util.List;

/** The operators of the job, by uid, and the state that a savepoint holds of each. */
final class OperatorChapter {
  private static final String NO_STATE = "no state of its own";

  private OperatorChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    draft.say(Uids.SOURCE, "reads and decodes; watermarks per partition; " + NO_STATE);
    draft.say(
        Uids.LANES,
        "parts the lanes; state: " + Words.list(List.of(Uids.TALLY_STATE, Uids.IDENTITY_STATE)));
    if (spec.control().kafka() != null) {
      draft.say(Uids.CONTROL_SOURCE, "reads control events; no watermarks; " + NO_STATE);
      draft.say(Uids.CONTROLS, "sends them to their entities; " + NO_STATE);
    }
    draft.say(
        Uids.RECONCILE,
        "decides and applies, keyed by entity; state: "
            + Words.list(
                List.of(
                    Uids.ENTITY_STATE,
                    Uids.BODIES_STATE,
                    Uids.MEMORY_STATE,
                    Uids.QUARANTINED_STATE,
                    Uids.TIMERS,
                    Uids.TALLY_STATE,
                    Uids.WATERMARK_STATE)));
    draft.say(Uids.STATE_SINK, "writes state, chained to " + Uids.RECONCILE);
    draft.say(Uids.APPLIED_SINK, "writes applied, chained to " + Uids.RECONCILE);
    if (!spec.analyticsTypes().isEmpty()) {
      draft.say(Uids.ANALYTICS_SINK, "writes analytics");
    }
    draft.say(Uids.DEAD_LETTERS_SINK, "writes dead-letters");
    draft.say(Uids.INCIDENTS_SINK, "writes incidents");
    draft.say(Uids.QUARANTINE_SINK, "writes quarantine");
    draft.say(Uids.VERDICTS_SINK, "writes verdicts");
    draft.say(running(spec.flink()));
    return draft.titled("Operators, by uid");
  }

  private static String running(FlinkSpec flink) {
    String parallelism =
        flink.parallelism() == null ? "chosen at the start" : String.valueOf(flink.parallelism());
    String backend = flink.backend() == null ? "chosen at the start" : Words.of(flink.backend());
    return "Parallelism: "
        + parallelism
        + ". State backend: "
        + backend
        + ". A checkpoint every "
        + Words.of(flink.checkpointInterval())
        + ".";
  }
}
