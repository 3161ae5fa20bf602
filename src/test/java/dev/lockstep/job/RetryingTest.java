package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Inside a cluster a job waits for its brokers. */
class RetryingTest {
  private final Retrying retrying = new Retrying(Duration.ZERO);

  @Test
  void whatIsAroundTheJobIsTriedAgainUntilItIsThere() throws Exception {
    Queue<Exception> before =
        new ArrayDeque<>(
            List.of(
                new StartRefused("no broker answers"),
                new ExecutionException(new TimeoutException("describeTopics"))));
    String found =
        retrying.get(
            () -> {
              if (!before.isEmpty()) {
                throw before.remove();
              }
              return "there";
            });
    assertThat(found).isEqualTo("there");
    assertThat(before).isEmpty();
  }

  @Test
  void whatIsBrokenInTheJobIsThrownAtOnce() {
    assertThatThrownBy(
            () ->
                retrying.get(
                    () -> {
                      throw new IllegalStateException("a defect");
                    }))
        .hasMessage("a defect");
  }
}
