package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.connect.EventLines;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.embedded.LocalCluster;
import dev.lockstep.embedded.LocalClusterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A Flink cluster of two processes, a broker in this one, and commands for both. */
public final class ClusterSite implements AutoCloseable {
  private static final Pattern SAVEPOINT = Pattern.compile("(?m)^ +(file:\\S+)$");

  private final EmbeddedKafka kafka;
  private final LocalCluster flink;

  private ClusterSite(EmbeddedKafka kafka, LocalCluster flink) {
    this.kafka = kafka;
    this.flink = flink;
  }

  static ClusterSite open() throws Exception {
    // compaction would take away the states that the tests want to see
    EmbeddedKafka kafka =
        EmbeddedKafka.open(
            Map.of(), Map.of("num.partitions", "3", "log.cleaner.backoff.ms", "3600000"));
    try {
      return new ClusterSite(kafka, cluster());
    } catch (Exception | Error failure) {
      kafka.close();
      throw failure;
    }
  }

  /** A cluster of a job manager and a task manager with four slots. */
  public static LocalCluster cluster() throws IOException, InterruptedException {
    return LocalCluster.start(new LocalClusterOptions(null, 0, 4, localClassPath()));
  }

  /** What the launcher starts with: the tests bring other libraries along. */
  private static String localClassPath() throws IOException {
    Path jar = Path.of(System.getProperty("lockstep.jar"));
    return Files.readString(jar.resolveSibling("local.classpath"));
  }

  LocalCluster flink() {
    return flink;
  }

  /** A command on a spec, with this broker and frequent checkpoints, for this cluster. */
  Outcome run(String command, String spec, String... options) {
    return runAt(flink.address(), command, spec, options);
  }

  /** The same, to a cluster that is to be found there. */
  Outcome runAt(String address, String command, String spec, String... options) {
    return Commands.run(
        Stream.of(
                Stream.of(command, spec, "--cluster", address),
                Stream.of(
                    "--set=source.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                    "--set=flink.checkpoint-interval=300ms",
                    "--set=order.on-gap=wait"),
                Stream.of(options))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  String brokers() {
    return kafka.bootstrapServers();
  }

  /** A way to the cluster on which requests can be held back. */
  RequestGate gate() throws IOException {
    return new RequestGate(port());
  }

  private int port() {
    return Integer.parseInt(flink.address().replaceAll(".*:", ""));
  }

  /** Flink, asked without any code of Lockstep. */
  FlinkItself itself() {
    return new FlinkItself(flink.address());
  }

  /** Where {@code stop} says that the savepoint is. */
  public static String savepoint(Outcome stopped) {
    Matcher savepoint = SAVEPOINT.matcher(stopped.out());
    if (!savepoint.find()) {
      throw new AssertionError(stopped);
    }
    return savepoint.group(1);
  }

  /** As an operator finds it: the highest number in the folder of the job that ran last. */
  public static String newestCheckpoint(LocalCluster flink) throws IOException {
    try (Stream<Path> files = Files.walk(flink.checkpoints())) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparingInt(ClusterSite::number))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  void send(String topic, Collection<String> events) {
    try {
      Path file = Files.createTempFile("events", ".jsonl");
      Files.writeString(file, String.join("\n", events), UTF_8);
      EventLines.send(List.of(file), kafka.bootstrapServers(), topic);
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is committed in a topic so far, partition by partition. */
  List<ConsumerRecord<String, String>> committed(String topic) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    Map<String, Object> client =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** The versions of each entity, in the order in which its partition has them. */
  Map<String, List<Integer>> versions(String topic) {
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (ConsumerRecord<String, String> each : committed(topic)) {
      versions
          .computeIfAbsent(each.key(), entity -> new ArrayList<>())
          .add(
              Integer.valueOf(
                  new String(each.headers().lastHeader("lockstep-version").value(), UTF_8)));
    }
    return versions;
  }

  @Override
  public void close() {
    try {
      flink.close();
    } finally {
      kafka.close();
    }
  }
}
