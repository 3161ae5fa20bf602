package dev.lockstep.cli;

import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.Submission;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.savepoint.Price;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a job is sent to a cluster. */
final class SubmissionOptions {
  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "How many entities are worked on at once. Default: the spec's, or else that of the job"
              + " that is upgraded, or 1.")
  private @Nullable Integer parallelism;

  @Option(names = "--create-topics", description = "Create the topics that are missing.")
  private boolean createTopics;

  @Option(
      names = "--skip-entities",
      description =
          "Do not read a savepoint's entities before the start. With many millions of them that is"
              + " quicker; what the job cannot read fails it.")
  private boolean skipEntities;

  @Mixin private AcceptedPrices accepted;

  @Option(
      names = "--allow-non-restored-state",
      description =
          "Go on although an operator of the savepoint is gone: an output that was removed, say.")
  private boolean allowNonRestored;

  @Option(
      names = "--jar",
      paramLabel = "JAR",
      description =
          "A jar with a reducer of your own, or another build of Lockstep; may be repeated.")
  private List<Path> jars = List.of();

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** What somebody takes the responsibility for. */
  Set<Price> accepted() {
    return accepted.prices();
  }

  /** Says of options that are about a savepoint that there is none. */
  void refuseThoseOfASavepoint() {
    List<String> given = new ArrayList<>();
    if (!accepted().isEmpty()) {
      given.add("--accept");
    }
    if (skipEntities) {
      given.add("--skip-entities");
    }
    if (allowNonRestored) {
      given.add("--allow-non-restored-state");
    }
    if (!given.isEmpty()) {
      throw CommandFailure.usage(
          String.join(", ", given)
              + ": only for a job that goes on from a savepoint: give --from-savepoint PATH, or"
              + " leave it out");
    }
  }

  /** What was asked for, or the spec's, or else this. */
  int parallelism(JobSpec spec, int otherwise) {
    Integer chosen = parallelism == null ? spec.flink().parallelism() : parallelism;
    int number = chosen == null ? otherwise : chosen;
    if (number < 1 || number > LockstepJob.MAX_PARALLELISM) {
      throw CommandFailure.usage(
          "--parallelism must be 1 to " + LockstepJob.MAX_PARALLELISM + ", not " + number);
    }
    return number;
  }

  /**
   * The job as the jar's own entry reads it: the spec's file, and what was said beside it.
   *
   * @param checked whether it has been looked at before it is sent
   */
  Submission submission(SpecArguments spec, JobSpec job, int parallelism, boolean checked) {
    if (job.source().kafka() == null) {
      throw CommandFailure.usage("the spec names no topics: a job on a cluster needs source.kafka");
    }
    JobJars made = JobJars.of("--jar", jars);
    List<String> arguments = new ArrayList<>(List.of("--spec", spec.file().toString()));
    for (String override : spec.overrides()) {
      arguments.addAll(List.of("--set", override));
    }
    arguments.addAll(List.of("--set", "flink.parallelism=" + parallelism));
    if (createTopics) {
      arguments.add("--create-topics");
    }
    if (skipEntities) {
      arguments.add("--skip-entities");
    }
    accepted().forEach(price -> arguments.addAll(List.of("--accept", price.word())));
    boolean lessState = allowNonRestored || accepted().contains(Price.OUTPUTS);
    return new Submission(made.job(), made.classes(), arguments, lessState, checked);
  }

  /** Prints how the job is doing that was sent, after a word about what became of it. */
  void print(PrintWriter out, FlinkCluster cluster, JobReport report, String became) {
    StatusText text = new StatusText(cluster.address(), report, System.currentTimeMillis());
    if (json) {
      out.println(text.json());
    } else {
      out.printf(
          "%s runs on %s%s (%s)%n",
          report.job().name(), cluster.address(), became, report.job().id());
      text.facts().forEach(out::println);
    }
  }
}
