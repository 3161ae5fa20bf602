package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.FittedJob;
import dev.lockstep.connect.Preflight;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.LocalPath;
import dev.lockstep.state.SavedState;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
    kept().dropOlder();
    Configuration settings = settings();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    KafkaJob.assemble(environment, FittedJob.of(spec), parallelism);
    String kept = settings.get(StateRecoveryOptions.SAVEPOINT_PATH);
    if (GoneOperators.of(kept, environment.getStreamGraph(false)).mayBeDropped()) {
      environment.configure(GoneOperators.DROPPING);
    }
    return environment.executeAsync(spec.name());
  }

  /** Ends a started job with a savepoint: what it has put out is visible, what it holds is kept. */
  public Tally stop(JobClient job) throws InterruptedException, ExecutionException, IOException {
    String folder = LocalPath.of(kept().savepoints());
    job.stopWithSavepoint(false, folder, SavepointFormatType.CANONICAL).get();
    Tally tally = FileRun.await(job);
    kept().dropOlder();
    return tally;
  }

  private Configuration settings() throws IOException {
    Configuration settings = KafkaJob.settings(spec, Backend.HEAP);
    settings.set(PipelineOptions.JARS, jars.stream().map(jar -> jar.toUri().toString()).toList());
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, LocalPath.of(kept().checkpoints()));
    kept()
        .newest()
        .ifPresent(saved -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, saved.pointer()));
    return settings;
  }

  /** All that is found before the start. */
  public List<Finding> check(boolean createTopics) throws IOException, InterruptedException {
    Optional<SavedState> newest = kept().newest();
    JobIdentity began = newest.isPresent() ? newest.get().identity() : JobIdentity.UNKNOWN;
    return Stream.concat(
            began.withoutPartitions().differences(JobParts.identity(spec)).stream()
                .map(difference -> ofAnotherJob(difference)),
            Preflight.check(spec, createTopics, began.partitions()).stream())
        .toList();
  }

  private Finding ofAnotherJob(String difference) {
    return new Finding(
        Severity.ERROR,
        "the state in " + state + " is that of another job: " + difference,
        "give each job a folder of its own");
  }

  /** The newest checkpoint or savepoint in the folder. */
  public Optional<Path> newest() throws IOException {
    return kept().newest().map(saved -> LocalPath.read(saved.pointer()));
  }

  private KeptState kept() {
    return new KeptState(state);
  }
}
