package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.JobSpec;
import java.util.Map;
import java.util.stream.Collectors;

/** What the events of an entity must keep. */
final class RulesChapter {
  private RulesChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    Lifecycle lifecycle = spec.state().lifecycle();
    if (lifecycle != null) {
      lifecycle(draft, lifecycle);
    }
    for (Invariant invariant : spec.state().invariants()) {
      draft.say(invariant.name(), "after every event: " + oneLine(invariant.check()));
    }
    draft.sayIf(
        !spec.state().invariants().isEmpty(),
        "A check that cannot be asked, as when a field is missing, does not hold.");
    draft.say("An event that breaks a rule changes nothing -> " + Stops.wayOfViolation(spec));
    return draft.titled("Rules that events must keep");
  }

  private static void lifecycle(Draft draft, Lifecycle lifecycle) {
    draft.say("An entity begins in the stage " + lifecycle.initial() + ".");
    lifecycle
        .stages()
        .forEach(
            (stage, ways) -> {
              if (!ways.isEmpty()) {
                draft.say(stage, ways(ways));
              }
            });
    draft.sayIf(
        !lifecycle.terminal().isEmpty(),
        "It ends in " + Words.sorted(lifecycle.terminal()) + ": then nothing may come.");
  }

  private static String ways(Map<String, String> ways) {
    return ways.entrySet().stream()
        .map(way -> way.getKey() + " -> " + way.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String oneLine(String check) {
    return check.strip().replaceAll("\\s+", " ");
  }
}
