package dev.lockstep.connect;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends files of JSON lines to a topic, each line to the next partition: disorder as it comes. */
public final class EventLines {
  private static final int LINE_BYTES_AT_MOST = 1 << 20;

  private EventLines() {}

  /**
   * Sends the lines; empty ones are passed over.
   *
   * @param files plain or {@code .gz}
   * @return how many
   */
  public static long send(List<Path> files, String servers, String topic) throws IOException {
    Map<String, Object> client = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      AtomicReference<Exception> failure = new AtomicReference<>();
      int partitions = producer.partitionsFor(topic).size();
      long sent = 0;
      for (Path file : files) {
        try (LineReader lines = new LineReader(open(file), LINE_BYTES_AT_MOST)) {
          for (Bytes line = lines.next(); line != null; line = lines.next()) {
            if (!LineReader.isEmpty(line)) {
              int partition = (int) (sent++ % partitions);
              var unused =
                  producer.send(
                      new ProducerRecord<>(topic, partition, null, line.toByteArray()),
                      (sentTo, failed) -> failure.compareAndSet(null, failed));
            }
          }
        }
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IOException("not every line could be sent to " + topic, failure.get());
      }
      return sent;
    }
  }

  private static InputStream open(Path file) throws IOException {
    return Unpacked.of(Files.newInputStream(file));
  }
}
