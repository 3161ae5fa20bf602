package dev.lockstep.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lockstep.connect.Finding;
import dev.lockstep.demo.Demonstration;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.common.TopicPartition;

/** The Lockstep job of a demonstration: it runs beside the plain consumers, on the same topic. */
final class DemoJob implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Kafka source;
  private final KafkaRun run;
  private final JobClient job;
  private final Offsets offsets;
  private final CommittedRecords committed;
  private final DemoResults results;

  private DemoJob(JobSpec spec, KafkaRun run) throws Exception {
    this.source = Objects.requireNonNull(spec.source().kafka());
    this.results = new DemoResults(spec.outputs());
    this.offsets = Offsets.at(source.bootstrapServers());
    this.committed = CommittedRecords.of(results.topics(), source.bootstrapServers(), offsets);
    this.run = run;
    this.job = run.start();
  }

  /** Makes the topics that are missing, and starts the job. */
  static DemoJob start(JobSpec spec, Path state) throws Exception {
    KafkaRun run = new KafkaRun(spec, Demonstration.CONSUMERS, List.of(), state);
    for (Finding finding : run.check(true)) {
      if (finding.severity() == Severity.ERROR) {
        throw CommandFailure.environment(finding.message() + " -> " + finding.remedy());
      }
    }
    return new DemoJob(spec, run);
  }

  /**
   * Waits for the verdicts on all records of the topic. If it holds some back, the job says by its
   * committed offsets that it has read them.
   */
  void catchUp() throws InterruptedException, ExecutionException, JsonProcessingException {
    Map<TopicPartition, Long> ends = offsets.ends(source.topics());
    await(() -> results.decided() >= sum(ends) || offsets.hasRead(source.groupId(), ends));
  }

  /** Something that the job brings about. */
  interface Condition {
    boolean holds() throws InterruptedException, ExecutionException;
  }

  /** Takes what comes until something holds. */
  void await(Condition condition)
      throws InterruptedException, ExecutionException, JsonProcessingException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (job.getJobExecutionResult().isDone() || System.nanoTime() > deadlineNanos) {
        throw CommandFailure.environment("the job did not get to the end of its topic");
      }
      results.take(committed.next());
    }
  }

  /** Whether the last state of an entity is its true one. */
  boolean isAt(String entity, Map<String, Map<String, String>> truth) {
    return Objects.equals(results.state(entity), truth.get(entity));
  }

  /** The versions of an entity in the order in which they changed its state. */
  List<String> versions(String entity) {
    return results.versions(entity);
  }

  /** Stops the job; what it has put out is committed then. */
  DemoResult stop() throws InterruptedException, ExecutionException, IOException {
    Tally tally = run.stop(job);
    results.take(committed.rest());
    return results.of(sum(offsets.ends(source.topics())), tally.get(Tally.HELD));
  }

  private static long sum(Map<TopicPartition, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Ends the job, if it still runs, and waits until it is gone. */
  @Override
  public void close() {
    committed.close();
    offsets.close();
    CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
    if (!end.isDone()) {
      boolean unused =
          job.cancel()
              .thenCompose(cancelled -> end)
              .handle((result, failure) -> failure == null)
              .join();
    }
  }
}
