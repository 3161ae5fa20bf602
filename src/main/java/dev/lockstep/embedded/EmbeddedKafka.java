package dev.lockstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Kafka broker inside this process: one node that is its own controller, on free loopback
 * ports, with its data in a temporary folder that {@link #close} deletes.
 *
 * <p>It can be stopped and started again on the same ports and data, as a broker restarts.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final BrokerSettings settings;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(BrokerSettings settings) {
    this.settings = settings;
  }

  /** A running broker that anybody may use. */
  public static EmbeddedKafka open() {
    return open(Map.of(), Map.of());
  }

  /**
   * A running broker.
   *
   * @param users passwords by user name, for the listener at {@link #guardedBootstrapServers}
   * @param properties of the broker, on top of its own; with {@code ssl.keystore.location} that
   *     listener speaks TLS, and without it and without users there is none
   */
  public static EmbeddedKafka open(Map<String, String> users, Map<String, String> properties) {
    // A broker that fails would halt its process, which is somebody else's here.
    Exit.setExitProcedure(EmbeddedKafka::fail);
    Exit.setHaltProcedure(EmbeddedKafka::fail);
    for (int attempt = 1; ; attempt++) {
      EmbeddedKafka kafka = new EmbeddedKafka(BrokerSettings.onFreePorts(users, properties));
      try {
        kafka.settings.format();
        kafka.start();
        return kafka;
      } catch (RuntimeException | Error failure) {
        kafka.close();
        if (attempt == ATTEMPTS || !portWasTaken(failure)) {
          throw failure;
        }
      }
    }
  }

  private static void fail(int status, @Nullable String message) {
    throw new IllegalStateException("the embedded broker gave up: " + message);
  }

  /** Between choosing a free port and listening on it, another process may have taken it. */
  private static boolean portWasTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** Starts a stopped broker again, on the same ports and data; nothing while it runs. */
  public void start() {
    if (server == null) {
      KafkaRaftServer starting = new KafkaRaftServer(settings.config(), Time.SYSTEM);
      server = starting;
      starting.startup();
    }
  }

  /** Stops the broker and keeps its ports and data; nothing while it is stopped. */
  public void stop() {
    KafkaRaftServer stopping = server;
    server = null;
    if (stopping != null) {
      stopping.shutdown();
      stopping.awaitShutdown();
    }
  }

  /** Where clients connect without a login. */
  public String bootstrapServers() {
    return settings.address(settings.plainPort());
  }

  /** Where users log in with SCRAM-SHA-256, or speak TLS, or both. */
  public String guardedBootstrapServers() {
    return settings.address(settings.guardedPort());
  }

  /** The folder of its data. */
  public Path folder() {
    return settings.folder();
  }

  /** Makes a topic. */
  public void createTopic(String topic, int partitions) {
    createTopic(topic, partitions, Map.of());
  }

  /** Makes a topic with settings such as {@code cleanup.policy}. */
  public void createTopic(String topic, int partitions, Map<String, String> configs) {
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    administer(
        admin -> {
          admin.createTopics(List.of(wanted.configs(configs))).all().get();
          awaitPartitions(admin, topic, partitions);
        });
  }

  /** Gives a topic more partitions, while it is in use. */
  public void growTopic(String topic, int partitions) {
    Map<String, NewPartitions> wanted = Map.of(topic, NewPartitions.increaseTo(partitions));
    administer(
        admin -> {
          admin.createPartitions(wanted).all().get();
          awaitPartitions(admin, topic, partitions);
        });
  }

  /** Changes settings of a topic such as {@code max.message.bytes}, while it is in use. */
  public void configureTopic(String topic, Map<String, String> configs) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    List<AlterConfigOp> changes =
        configs.entrySet().stream()
            .map(
                config ->
                    new AlterConfigOp(
                        new ConfigEntry(config.getKey(), config.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    administer(admin -> admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get());
  }

  /**
   * The controller answers before the broker has heard of what it did, and the broker knows of a
   * partition before it takes records for it. A producer whose first batch is refused and whose
   * second is taken can never send the first, so each partition is asked for its end: the answer
   * comes from one that takes records.
   */
  private static void awaitPartitions(Admin admin, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    awaitNamed(admin, topic, partitions);
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    admin.listOffsets(ends).all().get();
  }

  private static void awaitNamed(Admin admin, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (partitionsOf(admin, topic) < partitions) {
      if (System.nanoTime() > deadlineNanos) {
        throw new KafkaException("the broker does not know all partitions of " + topic);
      }
      Thread.sleep(10);
    }
  }

  private static long partitionsOf(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    try {
      var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
      return described.values().stream()
          .flatMap(each -> each.partitions().stream())
          .filter(partition -> partition.leader() != null)
          .count();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw failure;
    }
  }

  private void administer(AdminTask task) {
    try (Admin admin =
        Admin.create(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers()))) {
      task.run(admin);
    } catch (ExecutionException failure) {
      throw new KafkaException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException(interrupted);
    }
  }

  /** Something asked of the broker. */
  private interface AdminTask {
    void run(Admin admin) throws ExecutionException, InterruptedException;
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      delete(settings.folder());
    }
  }

  private static void delete(Path folder) {
    try {
      FolderDeletion.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
