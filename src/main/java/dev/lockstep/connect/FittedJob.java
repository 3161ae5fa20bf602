package dev.lockstep.connect;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/**
 * A job fitted to the topics that it writes, as they are when it starts: it spreads its entities
 * over the partitions that there are now, and goes on to do so however many are added.
 */
public final class FittedJob {
  private FittedJob() {}

  /**
   * The job, with what its spec leaves open filled in.
   *
   * @throws ExecutionException if a broker does not answer
   */
  public static JobSpec of(JobSpec job) throws ExecutionException, InterruptedException {
    Map<Output, KafkaTopic> fitted = new EnumMap<>(Output.class);
    for (KafkaCluster cluster : KafkaCluster.of(job)) {
      try (Admin admin = cluster.connect()) {
        fit(cluster, admin, fitted);
      }
    }
    return job.writing(new OutputsSpec(fitted, job.outputs().allVerdicts()));
  }

  private static void fit(KafkaCluster cluster, Admin admin, Map<Output, KafkaTopic> fitted)
      throws ExecutionException, InterruptedException {
    List<String> names = cluster.written().values().stream().map(KafkaTopic::topic).toList();
    Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
    cluster
        .written()
        .forEach(
            (output, topic) ->
                fitted.put(
                    output,
                    fitted(output, topic, Objects.requireNonNull(described.get(topic.topic())))));
  }

  /** Analytics events keep the key that they came with, and are in no order that could break. */
  private static KafkaTopic fitted(Output output, KafkaTopic topic, TopicDescription described) {
    return topic.partitions() != null || output == Output.ANALYTICS
        ? topic
        : new KafkaTopic(
            topic.bootstrapServers(),
            topic.topic(),
            topic.properties(),
            described.partitions().size());
  }
}
