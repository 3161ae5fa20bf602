package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.FittedJob;
import dev.lockstep.connect.Preflight;
import dev.lockstep.job.EntryArguments.Step;
import dev.lockstep.reduce.Reducers;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.JobIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job as {@code flink run} starts it: checked first, then sent to the cluster that its
 * environment is of.
 *
 * @param given its arguments
 */
record ClusterJob(EntryArguments given) {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);

  private static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(10);

  /** Starts the job, or does as much of it as the arguments ask for. */
  void run(Map<String, String> variables) throws Exception {
    JobSpec job = read(variables);
    StreamExecutionEnvironment environment = assembled(job);
    if (given.step() == Step.START || given.step() == Step.CHECK_AND_START) {
      environment.execute(job.name());
    }
  }

  /** Whatever fails here, nothing was sent: who asked must be able to tell. */
  private StreamExecutionEnvironment assembled(JobSpec job) throws InterruptedException {
    try {
      return assemble(job);
    } catch (StartRefused | InterruptedException told) {
      throw told;
    } catch (Exception unforeseen) {
      LOG.warn("the job cannot be put together", unforeseen);
      throw new StartRefused("the job cannot start:\n" + root(unforeseen), unforeseen);
    }
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  private StreamExecutionEnvironment assemble(JobSpec job) throws Exception {
    Configuration settings = KafkaJob.settings(job, Backend.ROCKSDB);
    refuse(beginnings(settings));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    ReadableConfig all = environment.getConfiguration();
    environment.configure(JobParameters.of(job, all));
    JobSpec fitted = isInsideTheCluster(all) ? fittedInside(job, all) : fitted(job, all);
    Integer parallelism = job.flink().parallelism();
    KafkaJob.assemble(
        environment, fitted, parallelism == null ? environment.getParallelism() : parallelism);
    StreamGraph graph = environment.getStreamGraph(false);
    refuse(GraphCheck.of(graph));
    GoneOperators gone = GoneOperators.of(all.get(StateRecoveryOptions.SAVEPOINT_PATH), graph);
    refuse(gone.findings());
    if (gone.mayBeDropped()) {
      environment.configure(GoneOperators.DROPPING);
    }
    return environment;
  }

  /** In a spec it would win over the savepoint that a start names, each time anew. */
  private static List<Finding> beginnings(Configuration settings) {
    return settings.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                Severity.ERROR,
                "`flink.properties` names what to go on from: each start would go back to it",
                "name it where the job is started: --from-savepoint of ./lockstep, -s of flink run"));
  }

  /**
   * Inside the cluster this runs again after each failure of the job manager. Entities must not
   * keep it waiting then, and a broker that is away must not end it: Flink would give the job up,
   * with all that high availability keeps of it.
   */
  private JobSpec fittedInside(JobSpec job, ReadableConfig settings) throws Exception {
    Continuation continuation = continuation(job, settings, true);
    tell(continuation.findings());
    refuse(continuation.findings());
    return new Retrying(TRIED_AGAIN_AFTER)
        .get(
            () -> {
              refuse(environment(job, JobIdentity.UNKNOWN, settings));
              return FittedJob.of(job);
            });
  }

  private JobSpec fitted(JobSpec job, ReadableConfig settings) throws Exception {
    if (given.step() != Step.START) {
      check(job, settings);
    }
    return FittedJob.of(job);
  }

  private Continuation continuation(JobSpec job, ReadableConfig settings, boolean skipEntities) {
    return Continuation.of(
        settings.get(StateRecoveryOptions.SAVEPOINT_PATH), job, given.accepted(), skipEntities);
  }

  private void check(JobSpec job, ReadableConfig settings) throws InterruptedException {
    Continuation continuation = continuation(job, settings, given.skipEntities());
    List<Finding> environment = environment(job, continuation.began(), settings);
    tell(continuation.findings());
    if (given.step() != Step.CHECK_SAVEPOINT) {
      tell(environment);
    }
    refuse(Stream.concat(continuation.findings().stream(), environment.stream()).toList());
  }

  private static boolean isInsideTheCluster(ReadableConfig settings) {
    return EmbeddedExecutor.NAME.equals(settings.get(DeploymentOptions.TARGET));
  }

  private List<Finding> environment(JobSpec job, JobIdentity began, ReadableConfig settings)
      throws InterruptedException {
    List<Finding> findings =
        new ArrayList<>(
            CheckpointFolder.check(
                settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
                settings.get(JobManagerOptions.ADDRESS)));
    findings.addAll(reducer(job));
    findings.addAll(Preflight.check(job, given.createTopics(), began.partitions()));
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

  JobSpec read(Map<String, String> variables) throws IOException {
    SpecParser.Parsed parsed =
        SpecParser.parse(Files.readString(given.spec()), given.overrides(), variables);
    JobSpec job = parsed.spec();
    if (job == null || job.source().kafka() == null) {
      throw new StartRefused(
          parsed.problems().stream()
              .map(problem -> problem.at() + " " + problem.message())
              .collect(
                  Collectors.joining(
                      "\n", given.spec() + " is no job between Kafka topics\n", "")));
    }
    return job;
  }

  private static void tell(List<Finding> findings) {
    findings.stream()
        .filter(finding -> finding.severity() != Severity.ERROR)
        .forEach(warning -> LOG.warn("{}", text(warning)));
  }

  private static void refuse(List<Finding> findings) {
    String errors =
        findings.stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(ClusterJob::text)
            .collect(Collectors.joining("\n"));
    if (!errors.isEmpty()) {
      throw new StartRefused("the job cannot start:\n" + errors);
    }
  }

  private static String text(Finding finding) {
    return finding.message() + "\n  -> " + finding.remedy();
  }
}
