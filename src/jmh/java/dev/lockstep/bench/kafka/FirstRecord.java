package dev.lockstep.bench.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Notes when the first records reached a consumer of this process: then its time begins. */
public final class FirstRecord implements ConsumerInterceptor<Object, Object> {
  private static volatile long atNanos;

  /** Forgets what was noted, before a run. */
  static void reset() {
    atNanos = 0;
  }

  /** As {@link System#nanoTime()} has it; 0 if there was none yet. */
  static long atNanos() {
    return atNanos;
  }

  @Override
  public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
    if (atNanos == 0) {
      atNanos = System.nanoTime();
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
