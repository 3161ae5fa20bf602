package dev.lockstep.bench.latency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.bench.kafka.EventJson;
import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.bench.workload.Workload;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a stream by a clock, each event when its time has come, however long the ones before it
 * took.
 *
 * @param bootstrapServers of the broker
 * @param topic where to
 * @param workload what
 * @param clock when
 */
record PacedProducer(String bootstrapServers, String topic, Workload workload, Clock clock)
    implements Callable<Boolean> {
  private static final long PAUSE_NANOS = 200_000;

  /**
   * When each arrival is to be sent.
   *
   * @param beginNanos when the first one is, as {@link System#nanoTime()} has it
   * @param perSecond how many are, per second
   */
  record Clock(long beginNanos, double perSecond) {
    long nanosOf(long arrival) {
      return beginNanos + (long) (arrival * 1e9 / perSecond);
    }
  }

  @Override
  public Boolean call() {
    // records are not kept back to fill a batch: those of the same moment fill it anyhow
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0", "batch.size", "131072");
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long arrival = 0; arrival < workload.total(); arrival++) {
        PeerEvent event = workload.peerEvent(workload.arrival(arrival));
        byte[] value = EventJson.write(event);
        awaitNanos(clock.nanosOf(arrival));
        var unused =
            producer.send(new ProducerRecord<>(topic, event.entityId.getBytes(UTF_8), value));
      }
    }
    return true;
  }

  private static void awaitNanos(long nanos) {
    while (System.nanoTime() < nanos) {
      LockSupport.parkNanos(Math.min(PAUSE_NANOS, nanos - System.nanoTime()));
    }
  }
}
