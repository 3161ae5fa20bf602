package dev.lockstep.connect;

import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to one topic. Records with a key are spread over a fixed number of partitions, by
 * the hash that Kafka's own producers use: a topic that grows moves no key.
 */
final class RecordWriting<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final @Nullable Integer partitions;
  private final Form<T> form;

  /**
   * A writer.
   *
   * @param partitions over how many keys are spread; null for all that there are
   */
  RecordWriting(String topic, @Nullable Integer partitions, Form<T> form) {
    this.topic = topic;
    this.partitions = partitions;
    this.form = form;
  }

  /** Makes a record of a value, without a partition. */
  @FunctionalInterface
  interface Form<T> extends Serializable {
    /**
     * The record; null for what the output leaves out.
     *
     * @param timeMillis the time that Flink gave the value, null if none
     */
    @Nullable ProducerRecord<byte[], byte[]> of(String topic, T value, @Nullable Long timeMillis);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, @Nullable Long timeMillis) {
    ProducerRecord<byte[], byte[]> message = form.of(topic, value, timeMillis);
    return message == null ? null : placed(message);
  }

  private ProducerRecord<byte[], byte[]> placed(ProducerRecord<byte[], byte[]> message) {
    byte[] key = message.key();
    return partitions == null || key == null
        ? message
        : new ProducerRecord<>(
            message.topic(),
            Utils.toPositive(Utils.murmur2(key)) % partitions,
            message.timestamp(),
            key,
            message.value(),
            message.headers());
  }
}
