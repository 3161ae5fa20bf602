package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Sends records back to the source topics in transactions. The progress of the replay is a word
 * beside an offset of a consumer group, committed in the same transaction as the records: after a
 * kill both are there or neither is.
 */
public final class ReplayProducer implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final TopicPartition carrier;
  private final ConsumerGroupMetadata group;
  private boolean open;
  private long commits;

  /**
   * Opens the source's topics. A replay under the same name that is still at work is shut out, and
   * what a killed one left uncommitted is dropped.
   *
   * @param name of the group and of the transactions
   */
  public ReplayProducer(SourceSpec.Kafka source, String name) throws InterruptedException {
    Map<String, Object> client = login(source);
    client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
    client.put(ProducerConfig.ACKS_CONFIG, "all");
    client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    client.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, CompressionType.LZ4.name);
    client.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaSinks.REQUEST_BYTES_AT_MOST);
    client.put(
        ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(KafkaSinks.BLOCK_AT_MOST.toMillis()));
    producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      group = group(source, name);
      carrier = carrier(source, offsets(source, name));
    } catch (KafkaException | InterruptedException failure) {
      producer.close(KafkaSinks.BLOCK_AT_MOST);
      throw failure;
    }
  }

  /** A group without members: it is there for what is committed in its name. */
  private static ConsumerGroupMetadata group(SourceSpec.Kafka source, String name) {
    Map<String, Object> client = login(source);
    client.put(ConsumerConfig.GROUP_ID_CONFIG, name);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }

  private static Map<String, Object> login(SourceSpec.Kafka source) {
    return TopicRecords.login(
        new KafkaTopic(
            source.bootstrapServers(), source.topics().get(0), source.properties(), null));
  }

  /**
   * The group's offset of this partition is not one: it counts commits, and carries the word. The
   * first replay chooses it, from the topics as they stand in the spec then.
   */
  private static TopicPartition carrier(
      SourceSpec.Kafka source, Map<TopicPartition, OffsetAndMetadata> offsets) {
    TopicPartition first = new TopicPartition(source.topics().get(0), 0);
    return offsets.containsKey(first)
        ? first
        : offsets.keySet().stream().min(Comparator.comparing(TopicPartition::topic)).orElse(first);
  }

  /** The word that was committed last under a name; empty when there is none. */
  public static String progress(SourceSpec.Kafka source, String name) throws InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> offsets = offsets(source, name);
    OffsetAndMetadata last = offsets.get(carrier(source, offsets));
    return last == null ? "" : last.metadata();
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      SourceSpec.Kafka source, String name) throws InterruptedException {
    try (Admin admin = Admin.create(login(source))) {
      Map<TopicPartition, OffsetAndMetadata> offsets =
          new HashMap<>(
              admin
                  .listConsumerGroupOffsets(
                      name, new ListConsumerGroupOffsetsOptions().requireStable(true))
                  .partitionsToOffsetAndMetadata()
                  .get());
      offsets.values().removeIf(Objects::isNull);
      return offsets;
    } catch (ExecutionException failure) {
      throw new KafkaException(
          "the progress of earlier replays cannot be read", failure.getCause());
    }
  }

  /**
   * Sends a record to the partition that it came from. One without a key goes where all of its
   * entity's go, so that they stay in order.
   *
   * @param entity whom it is about, null when that is not known
   * @param timeMillis the record's time, epoch milliseconds, null for now
   */
  public void send(Raw outgoing, @Nullable String entity, @Nullable Long timeMillis) {
    if (!open) {
      producer.beginTransaction();
      open = true;
    }
    Bytes value = outgoing.value();
    Bytes key = outgoing.key();
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            outgoing.origin().topic(),
            partition(outgoing, entity),
            timeMillis == null || timeMillis < 0 ? null : timeMillis,
            key == null ? null : key.toByteArray(),
            value == null ? null : value.toByteArray());
    for (Header header : outgoing.headers()) {
      Bytes told = header.value();
      message.headers().add(header.name(), told == null ? null : told.toByteArray());
    }
    var unused = producer.send(message);
  }

  private @Nullable Integer partition(Raw outgoing, @Nullable String entity) {
    Origin origin = outgoing.origin();
    int partitions = producer.partitionsFor(origin.topic()).size();
    if (outgoing.key() == null && entity != null) {
      return Utils.toPositive(Utils.murmur2(entity.getBytes(UTF_8))) % partitions;
    }
    return origin.partition() < partitions ? Integer.valueOf(origin.partition()) : null;
  }

  /** Commits what was sent since the last commit, and the word; it returns when that is done. */
  public void commit(String progress) {
    if (!open) {
      producer.beginTransaction();
    }
    producer.sendOffsetsToTransaction(
        Map.of(carrier, new OffsetAndMetadata(++commits, progress)), group);
    producer.commitTransaction();
    open = false;
  }

  /** Drops what is not committed. */
  @Override
  public void close() {
    try {
      if (open) {
        producer.abortTransaction();
      }
    } catch (KafkaException failed) {
      // what ended the replay ended the transaction too, or its time limit will
      open = false;
    } finally {
      producer.close(KafkaSinks.BLOCK_AT_MOST);
    }
  }
}
