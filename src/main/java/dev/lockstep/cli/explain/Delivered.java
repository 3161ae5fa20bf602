package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.connect.KafkaSinks;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.Output;
import java.time.Duration;

/** What consumers of the outputs may count on: how often, when, and in which order. */
final class Delivered {
  private Delivered() {}

  static boolean toTopics(JobSpec spec) {
    return !spec.outputs().topics().isEmpty();
  }

  static String times(JobSpec spec) {
    return switch (spec.delivery()) {
      case EXACTLY_ONCE -> "exactly once";
      case AT_LEAST_ONCE -> "at least once";
    };
  }

  static void say(Draft draft, JobSpec spec) {
    if (toTopics(spec)) {
      draft.say(times(spec), meaning(spec));
      if (hasReceipts(spec)) {
        draft.say("fence", fence(spec));
      }
      draft.say(
          "partitions",
          "an entity stays in one partition of a topic, however many are added: entities are spread"
              + " over `partitions`, or over as many as the topic has at the first start of the job");
      draft.say(
          "order", "per entity within one topic: none between entities, and none between topics");
    } else {
      draft.say(
          "order", "per entity within one file: none between entities, and none between files");
    }
    draft.say(
        "files",
        "DIR is the folder of `run --output`; its files are complete when the run has ended, and a"
            + " run that fails is begun anew");
  }

  private static String meaning(JobSpec spec) {
    String every = "every " + Words.of(spec.flink().checkpointInterval());
    return switch (spec.delivery()) {
      case EXACTLY_ONCE ->
          "a consumer with `isolation.level: read_committed` sees each record once, whatever"
              + " fails; any other also sees what is taken back and written again. A record becomes"
              + " visible with the checkpoint after it, "
              + every
              + " (`flink.checkpoint-interval`). A job that has failed must be up again within "
              + Words.of(transactionTimeout(spec))
              + " (`transaction.timeout.ms`): after that the broker may have dropped results of its"
              + " last checkpoint";
      case AT_LEAST_ONCE ->
          "a record is visible when it is written. After a restart what was written since the last"
              + " checkpoint ("
              + every
              + ") may come again";
    };
  }

  /** Whether there is something to fence on, and a need to. */
  private static boolean hasReceipts(JobSpec spec) {
    return spec.delivery() == Delivery.AT_LEAST_ONCE
        && (spec.outputs().topics().containsKey(Output.STATE)
            || spec.outputs().topics().containsKey(Output.APPLIED));
  }

  /** A job whose order depends on timing may decide otherwise, and then the last word counts. */
  private static String fence(JobSpec spec) {
    String keep =
        "consumers of state and applied keep the highest `lockstep-sequence` of each entity and ";
    String drop =
        spec.dependsOnTiming()
            ? "take what has the same or a higher one: after a restart the job may decide"
                + " differently, and the later record counts"
            : "drop what is not above it";
    return keep + drop + ". Repeated dead letters and verdicts have the same `origin`";
  }

  /** The shortest of all outputs. */
  private static Duration transactionTimeout(JobSpec spec) {
    return spec.outputs().topics().values().stream()
        .map(KafkaSinks::transactionTimeout)
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
