package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.QuarantineLine;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Quarantined;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a quarantined entity, as a record that its topic takes. What it leaves out
 * is elsewhere: the state in the topic of states, the culprit's data at its origin.
 */
final class QuarantineRecord {
  private QuarantineRecord() {}

  /**
   * The record; without a value when the entity is none any more, which clears it from the topic.
   *
   * @param bytesAtMost how large a record may be
   */
  static ProducerRecord<byte[], byte[]> of(String topic, Quarantined notice, long bytesAtMost) {
    if (notice.quarantine() == null) {
      return message(topic, notice, null);
    }
    Map<String, Long> cut = new TreeMap<>();
    Quarantined left = notice;
    ProducerRecord<byte[], byte[]> message = message(topic, left, QuarantineLine.of(left));
    if (notice.state() != null && Room.sizeOf(message) > bytesAtMost) {
      cut.put("state", (long) notice.state().length());
      left = left.with(null, left.culprit());
      message = message(topic, left, QuarantineLine.of(left, cut));
    }
    Event culprit = notice.culprit();
    if (culprit != null && Room.sizeOf(message) > bytesAtMost) {
      cut.put("data", (long) culprit.data().length());
      left = left.with(left.state(), culprit.withoutData());
      message = message(topic, left, QuarantineLine.of(left, cut));
    }
    return message;
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, Quarantined notice, @Nullable Bytes line) {
    return KafkaRecords.message(topic, null, notice.entity().getBytes(UTF_8), line);
  }
}
