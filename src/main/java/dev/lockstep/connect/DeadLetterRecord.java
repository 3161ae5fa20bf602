package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event set aside, as a record that its topic takes: one that is refused would stop the job, and
 * come again after every restart.
 */
final class DeadLetterRecord {
  private static final int ROOM_AT_LEAST_BYTES = 1_024;

  /** What it takes to say how long a longer value is. */
  private static final int LENGTH_BYTES = 16;

  private DeadLetterRecord() {}

  /**
   * The record. The value holds the original key, value and headers byte by byte as far as there is
   * room; the key is the event's entity, so that one entity's dead letters stay together, or else
   * its own.
   *
   * @param bytesAtMost how large a record may be
   */
  static ProducerRecord<byte[], byte[]> of(String topic, DeadLetter letter, long bytesAtMost) {
    CutLetter cut = CutLetter.whole(letter);
    ProducerRecord<byte[], byte[]> message = of(topic, cut);
    if (Room.sizeOf(message) > bytesAtMost) {
      cut = cut.withoutState();
      message = of(topic, cut);
    }
    return Room.sizeOf(message) > bytesAtMost ? shortened(topic, cut, bytesAtMost) : message;
  }

  private static ProducerRecord<byte[], byte[]> shortened(
      String topic, CutLetter whole, long bytesAtMost) {
    CutLetter cut = whole;
    long room = bytesAtMost - Room.sizeOf(of(topic, cut.withValueOf(0))) - LENGTH_BYTES;
    if (room < ROOM_AT_LEAST_BYTES) {
      cut = cut.withoutLabel();
      room = bytesAtMost - Room.sizeOf(of(topic, cut.withValueOf(0))) - LENGTH_BYTES;
    }
    if (room < 0) {
      cut = cut.withoutHeaders();
      room = bytesAtMost - Room.sizeOf(of(topic, cut.withValueOf(0))) - LENGTH_BYTES;
    }
    int bytes = (int) Math.max(room, 0);
    while (bytes > 0) {
      ProducerRecord<byte[], byte[]> message = of(topic, cut.withValueOf(bytes));
      int excess = (int) (Room.sizeOf(message) - bytesAtMost);
      if (excess <= 0) {
        return message;
      }
      // each byte of the value is one of the line or more, up to six when it is escaped
      bytes = excess < bytes ? bytes - excess : bytes / 2;
    }
    return of(topic, cut.withValueOf(0));
  }

  private static ProducerRecord<byte[], byte[]> of(String topic, CutLetter cut) {
    DeadLetter letter = cut.letter();
    String entity = letter.entity();
    Bytes own = letter.raw().key();
    byte @Nullable [] key =
        entity != null ? entity.getBytes(UTF_8) : own == null ? null : own.wholeArray();
    byte[] line = DeadLetterLine.of(letter, cut.cut()).wholeArray();
    ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, null, null, key, line);
    KafkaRecords.passOn(message, letter.raw().headers(), name -> !ValueHeaders.holds(name));
    ReceiptHeaders.add(message.headers(), letter, cut.cut().keySet());
    return message;
  }
}
