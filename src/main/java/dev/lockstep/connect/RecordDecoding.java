package dev.lockstep.connect;

import dev.lockstep.codec.Decoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads a Kafka record: its bytes, key, headers and origin are carried along unchanged. */
@SuppressWarnings("NullAway.Init") // Flink opens before anything else
final class RecordDecoding implements KafkaRecordDeserializationSchema<Decoded> {
  private static final long serialVersionUID = 1L;

  private final EventFields fields;
  private final TypeInformation<Decoded> type;
  private transient Decoder decoder;
  private transient Map<String, String> topics;

  RecordDecoding(EventFields fields, TypeInformation<Decoded> type) {
    this.fields = fields;
    this.type = type;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    decoder = Decoder.of(fields);
    topics = new HashMap<>();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Decoded> out) {
    String topic = topics.computeIfAbsent(message.topic(), same -> same);
    out.collect(decoder.decode(raw(message, topic), message.timestamp()));
  }

  static Raw raw(ConsumerRecord<byte[], byte[]> message) {
    return raw(message, message.topic());
  }

  /** The record; each batch names its topic anew, and what is held names it for long. */
  private static Raw raw(ConsumerRecord<byte[], byte[]> message, String topic) {
    Origin origin = new Origin(topic, message.partition(), message.offset());
    return new Raw(
        bytes(message.value()), bytes(message.key()), headers(message.headers()), origin);
  }

  private static List<Header> headers(Headers given) {
    org.apache.kafka.common.header.Header[] all = given.toArray();
    if (all.length == 0) {
      return List.of();
    }
    Header[] headers = new Header[all.length];
    for (int i = 0; i < all.length; i++) {
      headers[i] = new Header(all[i].key(), bytes(all[i].value()));
    }
    return List.of(headers);
  }

  private static @Nullable Bytes bytes(byte @Nullable [] array) {
    return array == null ? null : Bytes.of(array);
  }

  @Override
  public TypeInformation<Decoded> getProducedType() {
    return type;
  }
}
