package dev.lockstep.connect;

import dev.lockstep.codec.Decoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a Kafka record: its bytes, key, headers and origin are carried along unchanged. */
@SuppressWarnings("NullAway.Init") // Flink opens before anything else
final class RecordDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final EventFields fields;
  private final TypeInformation<Decoded> type;
  private transient Decoder decoder;

  RecordDecoding(EventFields fields, TypeInformation<Decoded> type) {
    this.fields = fields;
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = Decoder.of(fields);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Decoded> out) {
    out.collect(decoder.decode(raw(message), message.timestamp()));
  }

  static Raw raw(ConsumerRecord<byte[], byte[]> message) {
    List<Header> headers = new ArrayList<>();
    message
        .headers()
        .forEach(header -> headers.add(new Header(header.key(), bytes(header.value()))));
    Origin origin = new Origin(message.topic(), message.partition(), message.offset());
    return new Raw(bytes(message.value()), bytes(message.key()), headers, origin);
  }

  private static @Nullable Bytes bytes(byte @Nullable [] array) {
    return array == null ? null : Bytes.of(array);
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return type;
  }
}
