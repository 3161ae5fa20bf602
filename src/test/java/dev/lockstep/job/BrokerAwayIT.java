package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that ends while its broker is away. */
class BrokerAwayIT {

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void whatCannotBeAbortedNowDoesNotTakeTheTaskManagerDown(@InjectMiniCluster MiniCluster flink)
      throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      Topics topics = Topics.create(kafka, "away", 1);
      topics.send(List.of("{\"e\":\"e\",\"id\":\"1\",\"t\":\"Set\",\"v\":1,\"at\":1,\"d\":{}}"), 1);
      JobClient job =
          start(
              topics.spec(
                  "flink.checkpoint-interval=1h",
                  "outputs.state.kafka.properties={max.block.ms: 500}",
                  "outputs.applied.kafka.properties={max.block.ms: 500}"));
      await().until(() -> !topics.uncommitted("applied").isEmpty());

      kafka.stop();
      job.cancel().get();

      await().until(() -> job.getJobStatus().get() == JobStatus.CANCELED);
      await().until(() -> flink.requestClusterOverview().get().getNumSlotsAvailable() == 2);
      assertThat(flink.requestClusterOverview().get().getNumTaskManagersConnected()).isOne();
    }
  }

  private static JobClient start(JobSpec spec) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(KafkaJob.settings(spec, Backend.HEAP));
    KafkaJob.assemble(environment, spec, 1);
    return environment.executeAsync(spec.name());
  }
}
