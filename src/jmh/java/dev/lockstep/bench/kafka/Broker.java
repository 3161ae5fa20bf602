package dev.lockstep.bench.kafka;

import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.embedded.EmbeddedKafka;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A broker in a process of its own, that ends with whoever started it. */
public final class Broker implements AutoCloseable {
  private final ChildProcess.Running process;

  private Broker(ChildProcess.Running process) {
    this.process = process;
  }

  /** A running broker with empty topics. */
  public static Broker start() throws IOException {
    ChildProcess child = ChildProcess.of(Broker.class, List.of("-Xmx1g"), List.of());
    return new Broker(child.start());
  }

  /** What its process does. */
  public static void main(String[] arguments) throws IOException {
    // one partition each: a transaction or a group is then never far
    Map<String, String> settings =
        Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.num.partitions", "1",
            // a socket's buffer of a fixed size holds less than what loopback sends at once
            "socket.receive.buffer.bytes", "-1",
            "socket.send.buffer.bytes", "-1");
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), settings)) {
      ChildProcess.tell(kafka.bootstrapServers());
      while (System.in.read() >= 0) {
        // whoever started it says nothing, and closes the line
      }
    }
    System.exit(0);
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return process.told();
  }

  @Override
  public void close() {
    process.close();
  }
}
