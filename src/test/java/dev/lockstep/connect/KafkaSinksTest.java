package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

final class KafkaSinksTest {
  private static final int SINKS_OF_ONE_TASK = 3;

  @Test
  void theSinksOfATaskAreClosedBeforeFlinkLosesPatienceThoughTheBrokerIsAway() {
    Duration patience = TaskManagerOptions.TASK_CANCELLATION_TIMEOUT.defaultValue();
    Duration each =
        Duration.ofMillis(
            Long.parseLong(
                KafkaSinks.client(topic(Map.of()))
                    .getProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG)));
    assertThat(each.multipliedBy(SINKS_OF_ONE_TASK)).isLessThan(patience.dividedBy(2));
  }

  @Test
  void whatTheSpecSaysOfTheClientWins() {
    assertThat(
            KafkaSinks.client(topic(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, "7")))
                .getProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG))
        .isEqualTo("7");
  }

  @Test
  void whatIsSeenAtOnceIsSentInSmallBatchesThatAreNotWorthCompressing() {
    assertThat(KafkaSinks.client(topic(Map.of()), Delivery.AT_LEAST_ONCE))
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "5")
        .containsEntry(ProducerConfig.SEND_BUFFER_CONFIG, "-1")
        .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    assertThat(KafkaSinks.client(topic(Map.of()), Delivery.EXACTLY_ONCE))
        .containsEntry(ProducerConfig.LINGER_MS_CONFIG, "50")
        .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
  }

  @Test
  void theSpecSaysHowResultsAreCompressedWhateverTheDelivery() {
    KafkaTopic zstd = topic(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"));
    for (Delivery delivery : Delivery.values()) {
      assertThat(KafkaSinks.client(zstd, delivery))
          .containsEntry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    }
  }

  private static KafkaTopic topic(Map<String, String> properties) {
    return new KafkaTopic("localhost:9092", "orders-state", properties, null);
  }
}
