package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.FlinkSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.state.Uids;
import java.util.List;
import java.util.Locale;

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
    sink(draft, spec, Output.STATE, Uids.STATE_SINK, ", chained to " + Uids.RECONCILE);
    sink(draft, spec, Output.APPLIED, Uids.APPLIED_SINK, ", chained to " + Uids.RECONCILE);
    if (!spec.analyticsTypes().isEmpty()) {
      sink(draft, spec, Output.ANALYTICS, Uids.ANALYTICS_SINK, "");
    }
    sink(draft, spec, Output.DEAD_LETTERS, Uids.DEAD_LETTERS_SINK, "");
    sink(draft, spec, Output.INCIDENTS, Uids.INCIDENTS_SINK, "");
    sink(draft, spec, Output.QUARANTINE, Uids.QUARANTINE_SINK, "");
    sink(draft, spec, Output.VERDICTS, Uids.VERDICTS_SINK, "");
    draft.say(running(spec.flink()));
    return draft.titled("Operators, by uid");
  }

  /** A job between topics has no sink for an output without a topic; one on files has all. */
  private static void sink(Draft draft, JobSpec spec, Output output, String uid, String more) {
    if (spec.source().kafka() == null || spec.outputs().topics().containsKey(output)) {
      draft.say(uid, "writes " + output.name().toLowerCase(Locale.ROOT).replace('_', '-') + more);
    }
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
