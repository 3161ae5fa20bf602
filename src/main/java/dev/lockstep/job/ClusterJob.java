package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.FittedJob;
import dev.lockstep.connect.Preflight;
import dev.lockstep.reduce.Reducers;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.SavedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code flink run} is given: {@code --spec FILE}, {@code --set KEY=VALUE}, {@code
 * --create-topics}, {@code --check-only}.
 *
 * @param spec the file
 * @param overrides {@code a.b=c}, a later one wins
 * @param createTopics whether missing topics are made
 * @param checkOnly whether the job is not started
 */
record ClusterJob(Path spec, List<String> overrides, boolean createTopics, boolean checkOnly) {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);
  private static final String USAGE =
      "usage: --spec FILE [--set KEY=VALUE]... [--create-topics] [--check-only]; found ";

  static ClusterJob of(String[] args) {
    @Nullable Path spec = null;
    List<String> overrides = new ArrayList<>();
    boolean createTopics = false;
    boolean checkOnly = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--create-topics")) {
        createTopics = true;
      } else if (args[i].equals("--check-only")) {
        checkOnly = true;
      } else if (args[i].equals("--spec") && i + 1 < args.length) {
        spec = Path.of(args[++i]);
      } else if (args[i].equals("--set") && i + 1 < args.length) {
        overrides.add(args[++i]);
      } else {
        throw new IllegalArgumentException(USAGE + args[i]);
      }
    }
    if (spec == null) {
      throw new IllegalArgumentException(USAGE + "no --spec");
    }
    return new ClusterJob(spec, overrides, createTopics, checkOnly);
  }

  /** Starts the job on the cluster that the environment is of. */
  void run(Map<String, String> variables) throws Exception {
    JobSpec job = read(variables);
    Configuration settings = KafkaJob.settings(job, Backend.ROCKSDB);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    ReadableConfig all = environment.getConfiguration();
    environment.configure(JobParameters.of(job, all));
    check(findings(job, began(all.get(StateRecoveryOptions.SAVEPOINT_PATH)), all));
    Integer parallelism = job.flink().parallelism();
    KafkaJob.assemble(
        environment,
        FittedJob.of(job),
        parallelism == null ? environment.getParallelism() : parallelism);
    check(GraphCheck.of(environment.getStreamGraph(false)));
    if (!checkOnly) {
      environment.execute(job.name());
    }
  }

  private List<Finding> findings(JobSpec job, JobIdentity began, ReadableConfig settings)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (String difference : began.withoutPartitions().differences(JobParts.identity(job))) {
      findings.add(
          new Finding(
              Severity.ERROR,
              "the savepoint is that of another job: " + difference,
              "go on from a savepoint of this job, or begin anew without one"));
    }
    findings.addAll(
        CheckpointFolder.check(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)));
    findings.addAll(reducer(job));
    findings.addAll(Preflight.check(job, createTopics, began.partitions()));
    return findings;
  }

  /** A class that is missing would be missed by every task, again and again. */
  private static List<Finding> reducer(JobSpec job) {
    try {
      Reducers.of(job.state().reduce(), Thread.currentThread().getContextClassLoader());
      return List.of();
    } catch (IllegalArgumentException unusable) {
      return List.of(
          new Finding(
              Severity.ERROR,
              String.valueOf(unusable.getMessage()),
              "give the jar that holds it: --jar JAR of ./lockstep, -C URL of flink run"));
    }
  }

  /** What the state says that the job began with, as far as it can be read from here. */
  private static JobIdentity began(@Nullable String savepoint) {
    if (savepoint == null) {
      return JobIdentity.UNKNOWN;
    }
    try {
      return SavedState.open(savepoint).identity();
    } catch (IOException unreadable) {
      LOG.warn("{} cannot be read here: the job compares itself with it", savepoint, unreadable);
      return JobIdentity.UNKNOWN;
    }
  }

  JobSpec read(Map<String, String> variables) throws IOException {
    SpecParser.Parsed parsed = SpecParser.parse(Files.readString(spec), overrides, variables);
    JobSpec job = parsed.spec();
    if (job == null || job.source().kafka() == null) {
      throw new IllegalArgumentException(
          parsed.problems().stream()
              .map(problem -> problem.at() + " " + problem.message())
              .collect(Collectors.joining("\n", spec + " is no job between Kafka topics\n", "")));
    }
    return job;
  }

  private static void check(List<Finding> findings) {
    List<String> errors = new ArrayList<>();
    for (Finding finding : findings) {
      String text = finding.message() + "\n  -> " + finding.remedy();
      if (finding.severity() == Severity.ERROR) {
        errors.add(text);
      } else {
        LOG.warn("{}", text);
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalStateException("the job cannot start:\n" + String.join("\n", errors));
    }
  }
}
