package dev.lockstep.cli.explain;

import dev.lockstep.spec.JobSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A job in plain words.
 *
 * @param job its name
 * @param chapters in the order of an event's way through it
 */
public record Explanation(String job, List<Chapter> chapters) {

  /** The explanation of a job. */
  public static Explanation of(JobSpec spec) {
    List<Chapter> chapters = new ArrayList<>();
    chapters.add(EventChapter.of(spec));
    chapters.add(OrderChapter.of(spec));
    chapters.add(VerdictChapter.of(spec));
    chapters.add(StateChapter.of(spec));
    if (spec.state().hasRules()) {
      chapters.add(RulesChapter.of(spec));
    }
    if (spec.quarantines()) {
      chapters.add(QuarantineChapter.of(spec));
    }
    chapters.add(OutputChapter.of(spec));
    chapters.add(WaitChapter.of(spec));
    chapters.add(OperatorChapter.of(spec));
    return new Explanation(spec.name(), chapters);
  }
}
