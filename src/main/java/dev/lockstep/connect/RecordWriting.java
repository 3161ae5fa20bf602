package dev.lockstep.connect;

import java.io.Serializable;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes values to one topic. */
final class RecordWriting<T> implements KafkaRecordSerializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Form<T> form;

  RecordWriting(String topic, Form<T> form) {
    this.topic = topic;
    this.form = form;
  }

  /** Makes a record of a value; the producer chooses the partition by the record's key. */
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
    return form.of(topic, value, timeMillis);
  }
}
