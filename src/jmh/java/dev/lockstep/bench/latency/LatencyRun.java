package dev.lockstep.bench.latency;

import dev.lockstep.bench.kafka.Topics;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.spec.FlinkSpec.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One run: producer and reader are threads of this process and share its clock.
 *
 * @param name of the run, another each time
 * @param bootstrapServers of the broker
 * @param parallelism of the job
 * @param checkpoint time between checkpoints
 * @param bufferTimeout how long an event may wait for others on its way to the keyed operator
 * @param backend where entities are kept
 * @param jvmOptions of the job's process
 */
record LatencyRun(
    String name,
    String bootstrapServers,
    int parallelism,
    Duration checkpoint,
    Duration bufferTimeout,
    Backend backend,
    List<String> jvmOptions) {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long STUCK_NANOS = 60_000_000_000L;
  private static final long STILL_NANOS = 1_000_000_000L;

  LatencyRun {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** Sends a stream through the job and reads what comes out. */
  @SuppressWarnings("try") // the job is there until it is closed
  Delays run(Load load) throws Exception {
    Workload workload = load.workload();
    DueTimes dueTimes = new DueTimes(workload);
    Topics.create(bootstrapServers, List.of(LatencyJob.input(name), LatencyJob.output(name)));
    Clock clock = new Clock(load.perSecond());
    ExecutorService sending = Executors.newSingleThreadExecutor();
    try (ChildProcess.Running job = LatencyJob.start(this);
        KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      OutputReader reader = new OutputReader(workload, load, clock, dueTimes);
      Future<Boolean> sent =
          sending.submit(
              new PacedProducer(bootstrapServers, LatencyJob.input(name), workload, clock));
      read(consumer, reader, workload.unique(), sent);
      return reader.delays();
    } finally {
      // whoever waits for it must end too
      clock.begin();
      sending.shutdownNow();
    }
  }

  /** Reads until all is there and nothing more comes, or until nothing comes for long. */
  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      OutputReader reader,
      long expected,
      Future<Boolean> sent)
      throws InterruptedException, ExecutionException {
    long last = System.nanoTime();
    long now = last;
    while (now - last < (reader.count() < expected ? STUCK_NANOS : STILL_NANOS)) {
      var records = consumer.poll(POLL);
      now = System.nanoTime();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        reader.accept(record.value(), now);
      }
      last = records.isEmpty() ? last : now;
      if (sent.isDone()) {
        sent.get();
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "receive.buffer.bytes", -1),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(LatencyJob.output(name)).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
