package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.AppliedLine;
import dev.lockstep.codec.StateLine;
import dev.lockstep.codec.VerdictLine;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka records that results are written as. What concerns an entity has its id as key, so that
 * the entity's results stay in order in one partition; the input's own headers come first, and the
 * receipt's after them. Headers about the value stay with the value: they go where that goes
 * unchanged.
 */
final class KafkaRecords {
  private KafkaRecords() {}

  /**
   * An entity's state after a change, at the event's time; for a delete no value, which clears it
   * from the topic.
   */
  static ProducerRecord<byte[], byte[]> state(String topic, StateChange change, long nowMillis) {
    if (change instanceof Change applied) {
      return state(topic, applied, nowMillis);
    }
    if (change instanceof Cleared cleared) {
      return cleared(topic, cleared);
    }
    throw new AssertionError(change);
  }

  private static ProducerRecord<byte[], byte[]> cleared(String topic, Cleared cleared) {
    byte[] entity = cleared.entity().getBytes(UTF_8);
    var message = message(topic, null, entity, null);
    ReceiptHeaders.add(message.headers(), entity, cleared);
    return message;
  }

  private static ProducerRecord<byte[], byte[]> state(String topic, Change change, long nowMillis) {
    Bytes line = change.deleted() ? null : StateLine.of(change);
    return change(topic, change, line, time(change.event().timeMillis(), nowMillis));
  }

  /**
   * An applied event with its receipt, at the time it is written: a topic that keeps its records
   * for a week would drop older events of a backfill at once, if their own time counted.
   */
  static ProducerRecord<byte[], byte[]> applied(String topic, Change change, AppliedValue value) {
    return switch (value) {
      case LINE -> change(topic, change, AppliedLine.of(change), null);
      case RECORD -> change(topic, change, change.event().raw().value(), name -> true, null);
    };
  }

  private static ProducerRecord<byte[], byte[]> change(
      String topic, Change change, @Nullable Bytes line, @Nullable Long timeMillis) {
    return change(topic, change, line, name -> !ValueHeaders.holds(name), timeMillis);
  }

  private static ProducerRecord<byte[], byte[]> change(
      String topic,
      Change change,
      @Nullable Bytes value,
      Predicate<String> passing,
      @Nullable Long timeMillis) {
    Event event = change.event();
    byte[] entity = event.entity().getBytes(UTF_8);
    var message = message(topic, timeMillis, entity, value);
    passOn(message, event.raw().headers(), passing);
    ReceiptHeaders.add(message.headers(), entity, change);
    return message;
  }

  /** An analytics event as it came: its own key, if any, its bytes, its headers. */
  static ProducerRecord<byte[], byte[]> analytics(
      String topic, AnalyticsEvent event, @Nullable Long timeMillis, long nowMillis) {
    Raw raw = event.raw();
    Long time = timeMillis == null ? null : time(timeMillis, nowMillis);
    var message = message(topic, time, array(raw.key()), raw.value());
    passOn(message, raw.headers(), name -> true);
    return message;
  }

  /** What was decided about one event. */
  static ProducerRecord<byte[], byte[]> verdict(String topic, Ruling ruling) {
    String entity = ruling.entity();
    return message(
        topic, null, entity == null ? null : entity.getBytes(UTF_8), VerdictLine.of(ruling));
  }

  /**
   * The event's time, as far as a broker takes it: not before 1970, and never ahead of the clock.
   */
  private static @Nullable Long time(long timeMillis, long nowMillis) {
    return timeMillis < 0 ? null : Long.valueOf(Math.min(timeMillis, nowMillis));
  }

  static ProducerRecord<byte[], byte[]> message(
      String topic, @Nullable Long timeMillis, byte @Nullable [] key, @Nullable Bytes value) {
    return new ProducerRecord<>(topic, null, timeMillis, key, array(value));
  }

  static void passOn(
      ProducerRecord<byte[], byte[]> message, List<Header> headers, Predicate<String> chosen) {
    for (Header header : headers) {
      if (!ReceiptHeaders.isOurs(header.name()) && chosen.test(header.name())) {
        message.headers().add(header.name(), array(header.value()));
      }
    }
  }

  private static byte @Nullable [] array(@Nullable Bytes bytes) {
    return bytes == null ? null : bytes.wholeArray();
  }
}
