package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.FittedJob;
import dev.lockstep.connect.Preflight;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.SavedIdentity;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A job between Kafka topics in this process.
 *
 * @param spec the job
 * @param parallelism of the source and of what is keyed
 * @param jars with the user's classes
 * @param state the folder of its checkpoints and savepoints; it goes on from the newest in there
 */
public record KafkaRun(JobSpec spec, int parallelism, List<Path> jars, Path state) {
  public KafkaRun {
    jars = List.copyOf(jars);
  }

  /** Starts the job. */
  public JobClient start() throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings());
    KafkaJob.assemble(environment, FittedJob.of(spec), parallelism);
    return environment.executeAsync(spec.name());
  }

  /** Ends a started job with a savepoint: what it has put out is visible, what it holds is kept. */
  public Tally stop(JobClient job) throws InterruptedException, ExecutionException {
    String folder = state.resolve("savepoints").toUri().toString();
    job.stopWithSavepoint(false, folder, SavepointFormatType.CANONICAL).get();
    return FileRun.await(job);
  }

  private Configuration settings() throws IOException {
    Configuration settings = KafkaJob.settings(spec, Backend.HEAP);
    settings.set(PipelineOptions.JARS, jars.stream().map(jar -> jar.toUri().toString()).toList());
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        state.resolve("checkpoints").toUri().toString());
    Path newest = newest();
    if (newest != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
    }
    return settings;
  }

  /** All that is found before the start. */
  public List<Finding> check(boolean createTopics) throws IOException, InterruptedException {
    Path newest = newest();
    JobIdentity began =
        newest == null ? JobIdentity.UNKNOWN : SavedIdentity.read(newest.toUri().toString());
    return Preflight.check(spec, createTopics, began.partitions());
  }

  /** The newest checkpoint or savepoint in the folder; null if there is none. */
  public @Nullable Path newest() throws IOException {
    if (!Files.isDirectory(state)) {
      return null;
    }
    try (Stream<Path> paths = Files.walk(state)) {
      return paths
          .filter(path -> path.endsWith("_metadata"))
          .max(Comparator.comparing(KafkaRun::modified))
          .map(Path::getParent)
          .map(Objects::requireNonNull)
          .orElse(null);
    }
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
