package dev.lockstep.cli;

import dev.lockstep.connect.EventLines;
import dev.lockstep.connect.Finding;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;

/**
 * A job between Kafka topics in this process, until it is interrupted.
 *
 * @param job the job
 * @param parallelism how many entities are worked on at once
 * @param jars with the user's classes
 * @param state where state is kept
 * @param out where the user reads
 */
record LiveRun(JobSpec job, int parallelism, List<Path> jars, Path state, PrintWriter out) {

  /** Starts a broker for the job, sends it the files, and runs the job on it. */
  int embedded(List<Path> inputs) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), Map.of("num.partitions", "4"))) {
      JobSpec moved = EmbeddedSpec.on(kafka.bootstrapServers(), job);
      LiveRun run = new LiveRun(moved, parallelism, jars, state, out);
      out.printf("Kafka runs at %s as long as this command does%n", kafka.bootstrapServers());
      run.check(true);
      run.send(inputs);
      return run.untilInterrupted();
    }
  }

  /** Runs the job on the brokers of its spec. */
  int onOwnBrokers(boolean createTopics) throws Exception {
    if (job.source().kafka() == null) {
      throw CommandFailure.usage(
          "the spec names no topics: add source.kafka, or give --input and --output, or --embedded");
    }
    check(createTopics);
    return untilInterrupted();
  }

  private void check(boolean createTopics) throws IOException, InterruptedException {
    long errors = 0;
    for (Finding finding : new KafkaRun(job, parallelism, jars, state).check(createTopics)) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      out.printf("%s: %s%n  -> %s%n", severity, finding.message(), finding.remedy());
      errors += finding.severity() == Severity.ERROR ? 1 : 0;
    }
    out.flush();
    if (errors > 0) {
      throw CommandFailure.environment("the job cannot start");
    }
  }

  private void send(List<Path> inputs) throws IOException {
    Kafka source = Objects.requireNonNull(job.source().kafka());
    if (!inputs.isEmpty()) {
      String topic = source.topics().get(0);
      long sent = EventLines.send(inputs, source.bootstrapServers(), topic);
      out.printf(Locale.ROOT, "%,d events sent to %s%n", sent, topic);
    }
  }

  private int untilInterrupted() throws Exception {
    KafkaRun run = new KafkaRun(job, parallelism, jars, state);
    Optional<Path> newest = run.newest();
    JobClient client = run.start();
    out.printf(
        "%s runs, %s; interrupt it to stop%n",
        job.name(), newest.map(path -> "from " + path).orElse("without earlier state"));
    job.outputs()
        .topics()
        .forEach((output, topic) -> out.printf("  %-12s %s%n", output, topic.topic()));
    out.flush();
    try {
      client.getJobExecutionResult().get();
      return 0;
    } catch (InterruptedException stopped) {
      RunSummary.printCounts(run.stop(client), out);
      return 0;
    } catch (ExecutionException failure) {
      throw CommandFailure.environment("the job failed: " + RunCommand.rootOf(failure));
    }
  }
}
