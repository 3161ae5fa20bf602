package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.reduce.FieldFold;
import dev.lockstep.reduce.FieldFold.Distinct;
import dev.lockstep.reduce.FieldFold.Max;
import dev.lockstep.reduce.FieldFold.Min;
import dev.lockstep.reduce.FieldFold.Sum;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.reduce.Reduction.Fields;
import dev.lockstep.reduce.Reduction.Patch;
import dev.lockstep.reduce.Reduction.Replace;
import dev.lockstep.reduce.Reduction.UserClass;
import dev.lockstep.spec.ExpirySpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecYaml;

/** How events become state. */
final class StateChapter {
  private StateChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    reduce(draft, spec.state().reduce());
    draft.say(
        "A state is at most "
            + SpecYaml.of(spec.state().sizeAtMostBytes())
            + " large; an event that would make it larger breaks a rule.");
    draft.sayIf(
        spec.event().delete() != null,
        "A delete empties the state and leaves a grave: what is older resurrects nothing.");
    ExpirySpec expire = spec.state().expire();
    if (expire != null) {
      draft.say("expiry", expiry(expire));
    }
    return draft.titled("How events become state");
  }

  private static String expiry(ExpirySpec expire) {
    String since =
        switch (expire.from()) {
          case LAST_EVENT -> "after its last event";
          case TERMINAL -> "after it was deleted, or its lifecycle ended";
        };
    return Words.of(expire.residueAfter())
        + " of event time "
        + since
        + " an entity shrinks to its settled version: what is older is STALE(BEYOND_MEMORY), a newer"
        + " version begins with an empty state";
  }

  private static void reduce(Draft draft, Reduction reduce) {
    if (reduce instanceof Replace) {
      draft.say("The data of the last event is the state.");
    } else if (reduce instanceof Patch) {
      draft.say("The data of each event is merged into the state (JSON merge patch, RFC 7396).");
    } else if (reduce instanceof UserClass named) {
      draft.say("Each event is folded in by the class " + named.name() + " (`run --jar`).");
    } else if (reduce instanceof Fields fields) {
      fields.folds().forEach((field, fold) -> draft.say(field, rule(fold)));
    } else {
      throw new AssertionError(reduce);
    }
  }

  private static String rule(FieldFold fold) {
    if (fold instanceof Sum sum) {
      String negated =
          sum.negate().isEmpty() ? "" : ", counted negative for " + Words.sorted(sum.negate());
      return "the exact sum of " + sum.pointer() + negated;
    }
    if (fold instanceof Max) {
      return "the highest " + fold.pointer();
    }
    if (fold instanceof Min) {
      return "the lowest " + fold.pointer();
    }
    if (fold instanceof Distinct) {
      return "all different values of " + fold.pointer();
    }
    throw new AssertionError(fold);
  }
}
