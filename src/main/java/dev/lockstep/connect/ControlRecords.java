package dev.lockstep.connect;

import dev.lockstep.codec.ControlDecoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Decoded;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the records of a control topic. */
@SuppressWarnings("NullAway.Init") // Flink opens before anything else
final class ControlRecords implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final EventFields fields;
  private final String topic;
  private final TypeInformation<Decoded> type;
  private transient ControlDecoder decoder;

  ControlRecords(EventFields fields, String topic, TypeInformation<Decoded> type) {
    this.fields = fields;
    this.topic = topic;
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = new ControlDecoder(fields, topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Decoded> out) {
    out.collect(decoder.decode(RecordDecoding.raw(message), message.timestamp()));
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return type;
  }
}
