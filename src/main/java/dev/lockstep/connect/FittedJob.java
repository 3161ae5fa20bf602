package dev.lockstep.connect;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.spec.StateSpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A job fitted to the topics that it writes, as they are when it starts. It spreads its entities
 * over the partitions that there are now, and goes on to do so however many are added. And it lets
 * no record or state be larger than what is made of it may be: an event that is too large has a
 * verdict, while a result that is too large would stop the job.
 */
public final class FittedJob {
  private FittedJob() {}

  /**
   * The job, with what its spec leaves open filled in.
   *
   * @throws ExecutionException if a broker does not answer
   */
  public static JobSpec of(JobSpec job) throws ExecutionException, InterruptedException {
    Map<Output, KafkaTopic> topics = new EnumMap<>(Output.class);
    for (KafkaCluster cluster : KafkaCluster.of(job)) {
      try (Admin admin = cluster.connect()) {
        fit(cluster, admin, topics);
      } catch (KafkaException unusable) {
        throw new ExecutionException(unusable);
      }
    }
    SourceSpec source = job.source();
    StateSpec state = job.state();
    return job.with(
        new SourceSpec(
            source.kafka(),
            source.format(),
            least(job, topics, source.sizeAtMostBytes(), Output.APPLIED, Output.ANALYTICS)),
        state.ofSizeAtMost(least(job, topics, state.sizeAtMostBytes(), Output.STATE)),
        job.outputs().to(topics));
  }

  private static void fit(KafkaCluster cluster, Admin admin, Map<Output, KafkaTopic> fitted)
      throws ExecutionException, InterruptedException {
    List<String> names = cluster.written().values().stream().map(KafkaTopic::topic).toList();
    Map<String, TopicDescription> described = admin.describeTopics(names).allTopicNames().get();
    @Nullable TopicSettings settings = TopicSettings.of(admin, Set.copyOf(names)).orElse(null);
    cluster
        .written()
        .forEach(
            (output, topic) -> {
              int there = Objects.requireNonNull(described.get(topic.topic())).partitions().size();
              fitted.put(output, fitted(topic, partitions(output, topic, there), settings));
            });
  }

  /** Analytics events keep the key that they came with, and are in no order that could break. */
  private static @Nullable Integer partitions(Output output, KafkaTopic topic, int there) {
    boolean settled = topic.partitions() != null || output == Output.ANALYTICS;
    return settled ? topic.partitions() : Integer.valueOf(there);
  }

  private static KafkaTopic fitted(
      KafkaTopic topic, @Nullable Integer partitions, @Nullable TopicSettings settings) {
    Map<String, String> properties = new HashMap<>(topic.properties());
    if (settings != null) {
      long bytes = Room.recordBytes(topic, settings.messageBytes(topic.topic()));
      properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Long.toString(bytes));
    }
    return new KafkaTopic(topic.bootstrapServers(), topic.topic(), properties, partitions);
  }

  /** What is wanted, or the most that these outputs take. */
  private static int least(
      JobSpec job, Map<Output, KafkaTopic> topics, int wantedBytes, Output... outputs) {
    Room room = new Room(job);
    long most =
        Stream.of(outputs)
            .map(topics::get)
            .filter(Objects::nonNull)
            .mapToLong(topic -> room.inRecordOf(KafkaSinks.requestBytesAtMost(topic)))
            .min()
            .orElse(wantedBytes);
    return (int) Math.min(wantedBytes, Math.max(most, Room.LEAST_BYTES));
  }
}
