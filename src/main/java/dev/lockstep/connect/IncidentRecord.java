package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.IncidentLine;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Portrait;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Something that an operator should know, as a record that its topic takes. Only the portrait of an
 * entity can be large: its texts have bounds, its state and what is held may be more than a topic
 * takes at once.
 */
final class IncidentRecord {
  private IncidentRecord() {}

  /**
   * The record.
   *
   * @param bytesAtMost how large a record may be
   */
  static ProducerRecord<byte[], byte[]> of(String topic, Incident incident, long bytesAtMost) {
    ProducerRecord<byte[], byte[]> message = message(topic, incident, Map.of());
    Portrait portrait = incident.facts().portrait();
    return portrait == null || Room.sizeOf(message) <= bytesAtMost
        ? message
        : cut(topic, incident, CutPortrait.whole(portrait).withoutState(), bytesAtMost);
  }

  private static ProducerRecord<byte[], byte[]> cut(
      String topic, Incident incident, CutPortrait without, long bytesAtMost) {
    CutPortrait cut = without;
    ProducerRecord<byte[], byte[]> message = message(topic, incident, cut);
    while (Room.sizeOf(message) > bytesAtMost && !cut.portrait().held().isEmpty()) {
      cut = cut.withHalfOfHeld();
      message = message(topic, incident, cut);
    }
    return Room.sizeOf(message) > bytesAtMost
        ? message(topic, incident, cut.withoutActs())
        : message;
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, Incident incident, CutPortrait cut) {
    return message(topic, incident.with(cut.portrait()), cut.cut());
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, Incident incident, Map<String, Long> cut) {
    return KafkaRecords.message(
        topic, null, incident.entity().getBytes(UTF_8), IncidentLine.of(incident, cut));
  }
}
