package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;

/** What a quarantine is here, and how it ends. */
final class QuarantineChapter {
  private QuarantineChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    draft.say(
        "A quarantined entity applies nothing. What comes for it is held, "
            + spec.order().holdAtMost()
            + " events at most (`hold-at-most`). All other entities go on.");
    draft.sayIf(
        Stops.byCulprit(spec),
        "The event that caused it is held too, and has no verdict until an operator decides.");
    draft.sayIf(Stops.byGap(spec), healing(spec.order().quarantines()));
    draft.say(full(spec.order().quarantines()));
    draft.say(mending(spec));
    return draft.titled("When an entity is quarantined");
  }

  private static String healing(Quarantines quarantines) {
    return quarantines.heal()
        ? "A quarantine for a gap ends by itself when the missing versions have come (`heal: auto`)."
        : "A quarantine for a gap is ended by an operator only, even when the missing versions have"
            + " come (`heal: manual`).";
  }

  private static String full(Quarantines quarantines) {
    String full = "At most " + quarantines.atMost() + " entities of one task are quarantined; ";
    return full
        + switch (quarantines.whenFull()) {
          case REJECT ->
              "then events and gaps are treated as under `dead-letter` (`on-quarantine-full:"
                  + " reject`).";
          case FAIL -> "one more stops the job (`on-quarantine-full: fail`).";
        };
  }

  private static String mending(JobSpec spec) {
    KafkaTopic control = spec.control().kafka();
    String by = "`./lockstep entity release`, `skip` and `replace` mend it, ";
    return control == null
        ? "Between topics nobody can mend it: the spec names no `control` topic. On files `run"
            + " --control FILE` can."
        : by + "through the topic " + control.topic() + ".";
  }
}
