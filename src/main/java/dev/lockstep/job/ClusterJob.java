package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.FittedJob;
import dev.lockstep.connect.Preflight;
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
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code flink run} is given: {@code --spec FILE}, {@code --set KEY=VALUE}, {@code
 * --create-topics}.
 *
 * @param spec the file
 * @param overrides {@code a.b=c}, a later one wins
 * @param createTopics whether missing topics are made
 */
record ClusterJob(Path spec, List<String> overrides, boolean createTopics) {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterJob.class);
  private static final String USAGE =
      "usage: --spec FILE [--set KEY=VALUE]... [--create-topics]; found ";

  static ClusterJob of(String[] args) {
    @Nullable Path spec = null;
    List<String> overrides = new ArrayList<>();
    boolean createTopics = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--create-topics")) {
        createTopics = true;
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
    return new ClusterJob(spec, overrides, createTopics);
  }

  /** Starts the job on the cluster that the environment is of. */
  void run(Map<String, String> variables) throws Exception {
    JobSpec job = read(variables);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(KafkaJob.settings(job, Backend.ROCKSDB));
    String savepoint = environment.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH);
    check(Preflight.check(job, createTopics, began(savepoint).partitions()));
    Integer parallelism = job.flink().parallelism();
    KafkaJob.assemble(
        environment,
        FittedJob.of(job),
        parallelism == null ? environment.getParallelism() : parallelism);
    environment.execute(job.name());
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
      String text = finding.message() + " -> " + finding.remedy();
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
