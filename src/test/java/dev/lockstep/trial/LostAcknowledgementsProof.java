package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A producer without idempotence, with five requests in flight, whose acknowledgements get lost: it
 * sends again what was written, and behind what was sent after it.
 */
@Tag("proof")
class LostAcknowledgementsProof {
  private static final int PARTITIONS = 6;
  private static final int EVENTS = 4_000;

  @RegisterExtension static final Site SITE = new Site();

  @TempDir private Path folder;

  static Stream<Arguments> runs() {
    return Seeds.runs(Mode.VERSION, Mode.LATEST, Mode.TIME);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void repeatsAndSwapsOfAProducerChangeNothing(Mode mode, long seed) throws Exception {
    Load load = Load.of(mode, seed, EVENTS * Load.SCALE);
    int broker = Integer.parseInt(SITE.kafka().bootstrapServers().split(":")[1]);
    try (Trial trial = new Trial(SITE.kafka(), "lost acknowledgements", mode, seed, PARTITIONS);
        LossyProxy proxy = new LossyProxy(broker, 0.02, seed);
        Senders senders = trial.senders(0, 2_000)) {
      JobClient job = SITE.start(trial.spec());
      senders.with(careless(proxy)).send(load.drafts());
      Disorder disorder = trial.history().disorder();
      assertThat(disorder.resent()).as("sent twice, seed %d", seed).isPositive();
      assertThat(disorder.overtaken()).as("overtaken, seed %d", seed).isPositive();
      trial.sendLater(PARTITIONS);
      trial.finish(
          job,
          folder,
          "%s keys, %d acknowledgements lost: %d sent twice, %d overtaken"
              .formatted(load.keys(), proxy.lost(), disorder.resent(), disorder.overtaken()));
    }
  }

  private static Map<String, Object> careless(LossyProxy way) {
    return Map.of(
        "bootstrap.servers", way.address(),
        "enable.idempotence", false,
        "acks", "1",
        "max.in.flight.requests.per.connection", 5,
        "batch.size", 400,
        "linger.ms", 0,
        "retry.backoff.ms", 1,
        "reconnect.backoff.ms", 1,
        "reconnect.backoff.max.ms", 5);
  }
}
