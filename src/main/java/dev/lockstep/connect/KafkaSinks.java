package dev.lockstep.connect;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.record.CompressionType;
import org.jspecify.annotations.Nullable;

/**
 * The sinks of a job's topics, exactly-once or at-least-once as its spec says. What a spec gives no
 * topic has no sink.
 */
public final class KafkaSinks {
  /** How long a transaction may stay open: what a broker allows by default. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  /** Larger than any input record, its state and its base64 together. */
  static final int REQUEST_BYTES_AT_MOST = 16 << 20;

  /** What a producer has by default to hold records in, bytes. */
  private static final String MEMORY = Integer.toString(32 << 20);

  /**
   * How long a call to a broker that is away lasts. The sinks of one task are closed one after
   * another, and Flink ends a task manager whose task is not closed after three minutes.
   */
  static final Duration BLOCK_AT_MOST = Duration.ofSeconds(20);

  /** How much is collected for a partition before it is sent, bytes. */
  private static final int BATCH_BYTES = 128 << 10;

  /** A socket's buffer that grows as it must. */
  private static final String AS_THE_SYSTEM_HAS_IT = "-1";

  /** How long it is collected where results are seen at the next checkpoint only. */
  private static final Duration LINGER_EXACTLY_ONCE = Duration.ofMillis(50);

  /** The same where somebody may be waiting for them. */
  private static final Duration LINGER_AT_LEAST_ONCE = Duration.ofMillis(5);

  private KafkaSinks() {}

  /** Each change of an entity's state, a tombstone for a delete. */
  public static @Nullable Sink<StateChange> state(JobSpec job) {
    return sink(
        job,
        Output.STATE,
        (topic, change, at) -> KafkaRecords.state(topic, change, System.currentTimeMillis()));
  }

  /** Each applied event with its receipt. */
  public static @Nullable Sink<StateChange> applied(JobSpec job) {
    AppliedValue value = job.outputs().appliedValue();
    return sink(
        job,
        Output.APPLIED,
        (topic, change, at) ->
            change instanceof Change applied ? KafkaRecords.applied(topic, applied, value) : null);
  }

  /** Events of the analytics lane, as they came. */
  public static @Nullable Sink<AnalyticsEvent> analytics(JobSpec job) {
    return sink(
        job,
        Output.ANALYTICS,
        (topic, event, at) -> KafkaRecords.analytics(topic, event, at, System.currentTimeMillis()));
  }

  /** Events set aside. */
  public static @Nullable Sink<DeadLetter> deadLetters(JobSpec job) {
    long bytesAtMost = recordBytesAtMost(job, Output.DEAD_LETTERS);
    return sink(
        job,
        Output.DEAD_LETTERS,
        (topic, letter, at) -> DeadLetterRecord.of(topic, letter, bytesAtMost));
  }

  /** What an operator should know. */
  public static @Nullable Sink<Incident> incidents(JobSpec job) {
    long bytesAtMost = recordBytesAtMost(job, Output.INCIDENTS);
    return sink(
        job,
        Output.INCIDENTS,
        (topic, incident, at) -> IncidentRecord.of(topic, incident, bytesAtMost));
  }

  /** What is to be known of quarantined entities, a tombstone for those that no longer are. */
  public static @Nullable Sink<Quarantined> quarantine(JobSpec job) {
    long bytesAtMost = recordBytesAtMost(job, Output.QUARANTINE);
    return sink(
        job,
        Output.QUARANTINE,
        (topic, notice, at) -> QuarantineRecord.of(topic, notice, bytesAtMost));
  }

  /** What was decided. */
  public static @Nullable Sink<Ruling> verdicts(JobSpec job) {
    return sink(job, Output.VERDICTS, (topic, ruling, at) -> KafkaRecords.verdict(topic, ruling));
  }

  private static <T> @Nullable Sink<T> sink(
      JobSpec job, Output output, RecordWriting.Form<T> form) {
    KafkaTopic topic = job.outputs().topics().get(output);
    if (topic == null) {
      return null;
    }
    KafkaSink<T> kafka =
        KafkaSink.<T>builder()
            .setBootstrapServers(topic.bootstrapServers())
            .setKafkaProducerConfig(client(topic, job.delivery()))
            .setDeliveryGuarantee(guarantee(job.delivery()))
            .setTransactionalIdPrefix(transactionalIdPrefix(job, output))
            .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
            .setRecordSerializer(new RecordWriting<>(topic.topic(), topic.partitions(), form))
            .build();
    return new DetachableSink<>(kafka);
  }

  /** The beginning of the ids of all transactions of one output; unlike that of any other. */
  static String transactionalIdPrefix(JobSpec job, Output output) {
    return job.name() + "-" + output.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static long recordBytesAtMost(JobSpec job, Output output) {
    KafkaTopic topic = job.outputs().topics().get(output);
    return topic == null ? Long.MAX_VALUE : requestBytesAtMost(topic);
  }

  /** How large a record of a topic's producer may be. */
  static long requestBytesAtMost(KafkaTopic topic) {
    Properties client = client(topic);
    long memory = Long.parseLong(client.getProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, MEMORY));
    return Math.min(
        memory, Long.parseLong(client.getProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)));
  }

  /** How long a transaction to a topic may stay open. */
  public static Duration transactionTimeout(KafkaTopic topic) {
    return Duration.ofMillis(
        Long.parseLong(client(topic).getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)));
  }

  private static DeliveryGuarantee guarantee(Delivery delivery) {
    return switch (delivery) {
      case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
      case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
    };
  }

  private static Duration linger(Delivery delivery) {
    return switch (delivery) {
      case EXACTLY_ONCE -> LINGER_EXACTLY_ONCE;
      case AT_LEAST_ONCE -> LINGER_AT_LEAST_ONCE;
    };
  }

  /** LZ4 takes two buffers of 64 KiB for every batch, and what is sent at once is small. */
  private static CompressionType compression(Delivery delivery) {
    return switch (delivery) {
      case EXACTLY_ONCE -> CompressionType.LZ4;
      case AT_LEAST_ONCE -> CompressionType.NONE;
    };
  }

  /** What a producer is set to: how results are collected, and what every client is set to. */
  static Properties client(KafkaTopic topic, Delivery delivery) {
    Properties client = new Properties();
    client.setProperty(ProducerConfig.LINGER_MS_CONFIG, Long.toString(linger(delivery).toMillis()));
    client.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
    client.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(delivery).name);
    client.setProperty(ProducerConfig.SEND_BUFFER_CONFIG, AS_THE_SYSTEM_HAS_IT);
    client.putAll(client(topic));
    return client;
  }

  /** What a spec asks of the client, on top of what Lockstep needs. */
  static Properties client(KafkaTopic topic) {
    Properties client = new Properties();
    client.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    client.setProperty(ProducerConfig.ACKS_CONFIG, "all");
    client.setProperty(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(REQUEST_BYTES_AT_MOST));
    client.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(BLOCK_AT_MOST.toMillis()));
    client.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    client.putAll(topic.properties());
    return client;
  }
}
