package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;

/** Where results go, and what each output guarantees. */
final class OutputChapter {
  private OutputChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    for (Output output : Output.values()) {
      if (isWritten(spec, output)) {
        draft.say(Words.of(output), place(spec, output) + ": " + holds(spec, output));
      }
    }
    draft.say("delivery", delivery(spec));
    draft.say("Order holds per entity within one output; between two outputs there is none.");
    return draft.titled("Outputs and what they guarantee");
  }

  private static boolean isWritten(JobSpec spec, Output output) {
    return switch (output) {
      case STATE, APPLIED, DEAD_LETTERS, INCIDENTS, VERDICTS -> true;
      case ANALYTICS -> !spec.analyticsTypes().isEmpty();
      case QUARANTINE -> false;
    };
  }

  private static String place(JobSpec spec, Output output) {
    KafkaTopic topic = spec.outputs().topics().get(output);
    String file = "DIR/" + Words.of(output) + ".jsonl";
    return topic == null ? file : "topic " + topic.topic() + " (" + file + ")";
  }

  private static String holds(JobSpec spec, Output output) {
    String once =
        switch (spec.delivery()) {
          case EXACTLY_ONCE -> "once";
          case AT_LEAST_ONCE -> "at least once";
        };
    return switch (output) {
      case STATE ->
          "every change of an entity, " + once + ", in its order, with the receipt of its place";
      case APPLIED -> "every applied event, " + once + ", in its entity's order, with its receipt";
      case ANALYTICS -> "every analytics event, " + once + ", in no order";
      case DEAD_LETTERS ->
          "every event set aside, " + once + ", with its bytes, its origin and the reason";
      case INCIDENTS -> "what an operator should know of, " + once;
      case QUARANTINE -> "nothing in this version";
      case VERDICTS ->
          spec.outputs().allVerdicts()
              ? "what was decided about every event, " + once
              : "what was decided about every event that was not applied or passed, " + once;
    };
  }

  private static String delivery(JobSpec spec) {
    if (spec.outputs().topics().isEmpty()) {
      return "to files; DIR is the folder of `run --output`";
    }
    String every = Words.of(spec.flink().checkpointInterval());
    return switch (spec.delivery()) {
      case EXACTLY_ONCE ->
          "exactly once: what is written to a topic becomes visible with its checkpoint, every "
              + every
              + "; consumers read with `isolation.level: read_committed`";
      case AT_LEAST_ONCE ->
          "at least once: after a failure the results since the last checkpoint (every "
              + every
              + ") come again; consumers keep the highest `sequence` per entity and drop the rest";
    };
  }
}
