package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static KafkaTopic topic(Map<String, String> properties) {
    return new KafkaTopic("localhost:9092", "orders-state", properties, null);
  }
}
