package dev.lockstep.cli;

import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.SpecBefore;
import dev.lockstep.cluster.Submission;
import dev.lockstep.job.JobParameters;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What brings a job back that was stopped for an upgrade. */
final class WayBack {
  @Option(
      names = "--back-to",
      paramLabel = "SPEC",
      description = "The spec to go back to. Default: that of the running job.")
  private @Nullable Path spec;

  @Option(
      names = "--back-jar",
      paramLabel = "JAR",
      description = "A jar to go back to; may be repeated. Default: those of the running job.")
  private List<Path> jars = List.of();

  @Option(names = "--no-way-back", description = "Upgrade although there is nothing to go back to.")
  private boolean none;

  /**
   * The job that runs, so that it can be sent once more; null if the user does without.
   *
   * @param running how it tells of itself
   * @param next the spec that is to take its place
   * @param folder for a file that may be there as long as the upgrade lasts
   */
  @Nullable Submission of(JobReport running, JobSpec next, Path folder) throws IOException {
    if (none) {
      return null;
    }
    JobJars before = jars(running);
    List<String> arguments = new ArrayList<>();
    if (spec != null) {
      arguments.addAll(List.of("--spec", spec.toString()));
    } else {
      SpecBefore told = told(running, next);
      Path file = Files.writeString(folder.resolve("before.yaml"), told.yaml());
      arguments.addAll(List.of("--spec", file.toString()));
      told.overrides().forEach(each -> arguments.addAll(List.of("--set", each)));
    }
    arguments.addAll(List.of("--set", "flink.parallelism=" + Math.max(1, running.parallelism())));
    return new Submission(before.job(), before.classes(), arguments, false, true);
  }

  private static SpecBefore told(JobReport running, JobSpec next) {
    String yaml = JobParameters.spec(running.parameters());
    if (yaml == null) {
      throw noWay("the running job does not tell its spec", "--back-to SPEC");
    }
    SpecBefore told = SpecBefore.of(yaml, next);
    if (!told.unknown().isEmpty()) {
      throw noWay(
          "the running job keeps to itself, and the new spec does not have: "
              + String.join(", ", told.unknown()),
          "--back-to SPEC");
    }
    return told;
  }

  private JobJars jars(JobReport running) {
    if (!jars.isEmpty()) {
      return JobJars.of(jars);
    }
    Map<String, String> parameters = running.parameters();
    List<Path> same = JobParameters.jars(parameters);
    if (same.size() < JobParameters.numberOfJars(parameters)) {
      throw noWay(
          "not all jars of the running job are here as they were: "
              + parameters.getOrDefault("lockstep.jars", ""),
          "--back-jar JAR");
    }
    return JobJars.of(same);
  }

  private static CommandFailure noWay(String why, String option) {
    return CommandFailure.usage(
        "there would be no way back: "
            + why
            + "\n  -> give "
            + option
            + ", or --no-way-back. Nothing was stopped");
  }
}
