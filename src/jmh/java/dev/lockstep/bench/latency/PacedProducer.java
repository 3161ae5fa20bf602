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

  @Override
  public Boolean call() {
    // as a producer is by default, which keeps a record back for up to 5 ms
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "send.buffer.bytes", -1);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long arrival = 0; running(arrival); arrival++) {
        PeerEvent event = workload.peerEvent(workload.arrival(arrival));
        byte[] value = EventJson.write(event);
        if (arrival >= Clock.AHEAD) {
          awaitNanos(clock.nanosOf(arrival));
        }
        var unused =
            producer.send(new ProducerRecord<>(topic, event.entityId.getBytes(UTF_8), value));
      }
    }
    return true;
  }

  private boolean running(long arrival) {
    return arrival < workload.total() && !Thread.currentThread().isInterrupted();
  }

  private static void awaitNanos(long nanos) {
    while (System.nanoTime() < nanos && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(PAUSE_NANOS, nanos - System.nanoTime()));
    }
  }
}
