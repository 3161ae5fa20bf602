package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterJobTest {
  /** Who asked for it, and has stopped another job for it, must know that nothing was sent. */
  @Test
  void whateverFailsBeforeTheJobIsSentIsARefusal() {
    EntryArguments given =
        EntryArguments.of(
            "--spec",
            Path.of("jobs/orders.yaml").toString(),
            "--set",
            "source.kafka.properties={security.protocol: NONSENSE}",
            "--start-only");
    assertThatThrownBy(() -> new ClusterJob(given).run(Map.of()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("the job cannot start:")
        .hasMessageContaining("NONSENSE");
  }
}
