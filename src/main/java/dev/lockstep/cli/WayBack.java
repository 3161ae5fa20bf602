package dev.lockstep.cli;

import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.SpecBefore;
import dev.lockstep.cluster.Submission;
import dev.lockstep.job.JobParameters;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.io.PrintWriter;
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

  /** Who does without has nothing to go back to. */
  void refuseContradiction() {
    if (none && (spec != null || !jars.isEmpty())) {
      throw CommandFailure.usage(
          "there is nothing to go back to with --no-way-back: leave it out, or "
              + (spec == null ? "--back-jar" : "--back-to"));
    }
  }

  /**
   * The job that runs, so that it can be sent once more; null if the user does without.
   *
   * @param running how it tells of itself
   * @param next the spec that is to take its place
   * @param folder for a file that may be there as long as the upgrade lasts
   * @param err where problems of a spec are told
   */
  @Nullable Submission of(JobReport running, JobSpec next, Path folder, PrintWriter err)
      throws IOException {
    if (none) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    if (spec != null) {
      refuseAnother(spec, running, err);
      arguments.addAll(List.of("--spec", spec.toString()));
    } else {
      SpecBefore told = told(running, next);
      Path file = Files.writeString(folder.resolve("before.yaml"), told.yaml());
      arguments.addAll(List.of("--spec", file.toString()));
      told.overrides().forEach(each -> arguments.addAll(List.of("--set", each)));
    }
    arguments.addAll(List.of("--set", "flink.parallelism=" + Math.max(1, running.parallelism())));
    JobJars before = jars(running);
    return new Submission(before.job(), before.classes(), arguments, false, true);
  }

  /** Nobody compares it with the savepoint any more: what runs now is as good, and in time. */
  private static void refuseAnother(Path file, JobReport running, PrintWriter err) {
    JobSpec given;
    try {
      given = SpecFile.read(file, List.of()).job(err);
    } catch (CommandFailure unusable) {
      throw noWay(String.valueOf(unusable.getMessage()), "another --back-to SPEC");
    }
    if (!given.name().equals(running.job().name())) {
      throw noWay(
          "%s is of the job `%s`, and `%s` runs"
              .formatted(file, given.name(), running.job().name()),
          "another --back-to SPEC");
    }
    String findings = SpecChanges.findings(running.parameters(), given);
    if (!findings.isEmpty()) {
      throw noWay(
          "the running job's state does not go on under %s:\n%s".formatted(file, findings),
          "another --back-to SPEC");
    }
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
      return JobJars.of("--back-jar", jars);
    }
    Map<String, String> parameters = running.parameters();
    List<Path> same = JobParameters.jars(parameters);
    if (same.size() < JobParameters.numberOfJars(parameters)) {
      throw noWay(
          "not all jars of the running job are here as they were: "
              + parameters.getOrDefault("lockstep.jars", ""),
          "--back-jar JAR");
    }
    return JobJars.of("--back-jar", same);
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
