package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;

/** Where results go, and what each output guarantees. */
final class OutputChapter {
  private OutputChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    for (Output output : Output.values()) {
      if (isWritten(spec, output)) {
        draft.say(Words.of(output), place(spec, output) + ": " + guarantee(spec, output));
      }
    }
    Delivered.say(draft, spec);
    return draft.titled("Outputs and what they guarantee");
  }

  private static boolean isWritten(JobSpec spec, Output output) {
    return switch (output) {
      case STATE, APPLIED, DEAD_LETTERS, INCIDENTS, VERDICTS -> true;
      case ANALYTICS -> !spec.analyticsTypes().isEmpty();
      case QUARANTINE -> spec.quarantines();
    };
  }

  private static String place(JobSpec spec, Output output) {
    KafkaTopic topic = spec.outputs().topics().get(output);
    String file = "DIR/" + Words.of(output) + ".jsonl";
    if (topic != null) {
      return "topic " + topic.topic() + ", or " + file;
    }
    return Delivered.toTopics(spec) ? file + " only (between topics it is dropped)" : file;
  }

  private static String guarantee(JobSpec spec, Output output) {
    boolean topic = spec.outputs().topics().containsKey(output);
    String times = topic ? Delivered.times(spec) : "once";
    return holds(spec, output) + "; " + times + (topic ? "; " + layout(output) : ordered(output));
  }

  private static String holds(JobSpec spec, Output output) {
    return switch (output) {
      case STATE -> "every change of an entity, with the receipt of its place";
      case APPLIED ->
          "every applied event, with the receipt of its place"
              + (asItCame(spec)
                  ? "; in the topic its value as it came, and the receipt in the headers"
                  : "");
      case ANALYTICS -> "every analytics event, as it came";
      case DEAD_LETTERS -> "every event set aside, with its bytes, its origin and the reason";
      case INCIDENTS ->
          "what an operator should know of"
              + (spec.outputs().allGaps() ? ", and every gap that opens and fills" : "");
      case QUARANTINE -> "the entities that are quarantined, and a tombstone when that is over";
      case VERDICTS ->
          spec.outputs().allVerdicts()
              ? "what was decided about every event"
              : "what was decided about every event that was not applied or passed";
    };
  }

  private static boolean asItCame(JobSpec spec) {
    return spec.outputs().appliedValue() == AppliedValue.RECORD
        && spec.outputs().topics().containsKey(Output.APPLIED);
  }

  private static String ordered(Output output) {
    return switch (output) {
      case STATE, APPLIED -> "; in order per entity";
      case ANALYTICS, DEAD_LETTERS, INCIDENTS, QUARANTINE, VERDICTS -> "";
    };
  }

  /** How an output lies in its topic. */
  private static String layout(Output output) {
    return switch (output) {
      case STATE ->
          "keyed by entity, in order per entity; compacted: the last state of each entity stays,"
              + " and a delete clears it";
      case APPLIED -> "keyed by entity, in order per entity";
      case ANALYTICS -> "with the key that it came with, or none; in no order";
      case DEAD_LETTERS -> "keyed by entity, or as it came if none could be read";
      case INCIDENTS, QUARANTINE -> "keyed by entity";
      case VERDICTS -> "keyed by entity, or without a key if none could be read";
    };
  }
}
