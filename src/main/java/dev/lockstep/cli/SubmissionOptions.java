package dev.lockstep.cli;

import dev.lockstep.cluster.Submission;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.spec.JobSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a job is sent to a cluster. */
final class SubmissionOptions {
  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many entities are worked on at once. Default: the spec's, or 1.")
  private @Nullable Integer parallelism;

  @Option(names = "--create-topics", description = "Create the topics that are missing.")
  private boolean createTopics;

  @Option(
      names = "--allow-non-restored-state",
      description =
          "Go on although an operator of the savepoint is gone: an output that was removed, say.")
  private boolean allowNonRestored;

  int parallelism(JobSpec spec) {
    Integer chosen = parallelism == null ? spec.flink().parallelism() : parallelism;
    int number = chosen == null ? 1 : chosen;
    if (number < 1 || number > LockstepJob.MAX_PARALLELISM) {
      throw CommandFailure.usage(
          "--parallelism must be 1 to " + LockstepJob.MAX_PARALLELISM + ", not " + number);
    }
    return number;
  }

  /** The job as the jar's own entry reads it: the spec's file, and what was said beside it. */
  Submission submission(SpecArguments spec, JobSpec job, JobJars jars) {
    if (job.source().kafka() == null) {
      throw CommandFailure.usage("the spec names no topics: a job on a cluster needs source.kafka");
    }
    List<String> arguments = new ArrayList<>(List.of("--spec", spec.file().toString()));
    for (String override : spec.overrides()) {
      arguments.addAll(List.of("--set", override));
    }
    if (parallelism != null) {
      arguments.addAll(List.of("--set", "flink.parallelism=" + parallelism));
    }
    if (createTopics) {
      arguments.add("--create-topics");
    }
    return new Submission(jars.job(), jars.classes(), arguments, allowNonRestored);
  }
}
