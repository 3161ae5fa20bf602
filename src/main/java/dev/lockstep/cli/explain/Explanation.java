package dev.lockstep.cli.explain;

import dev.lockstep.spec.JobSpec;
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
    return new Explanation(
        spec.name(),
        List.of(
            EventChapter.of(spec),
            OrderChapter.of(spec),
            VerdictChapter.of(spec),
            StateChapter.of(spec),
            OutputChapter.of(spec),
            WaitChapter.of(spec),
            OperatorChapter.of(spec)));
  }
}
