package dev.lockstep.connect;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the topics of a job that are not there: as many partitions as the spec says and copies as
 * the brokers give by default, state compacted, and room for results that are larger than their
 * input.
 */
record MissingTopics(Admin admin, KafkaCluster cluster) {
  private static final String RESULT_BYTES_AT_MOST = Integer.toString(8 << 20);

  private static final int LOOKS_AT_MOST = 100;
  private static final long LOOK_AGAIN_MILLIS = 200;

  /** Makes them; what could not be made is found. */
  List<Finding> create() throws InterruptedException {
    List<NewTopic> wanted = new ArrayList<>();
    cluster.read().forEach(topic -> wanted.add(topic(topic, null)));
    for (Map.Entry<Output, KafkaTopic> output : cluster.written().entrySet()) {
      KafkaTopic topic = output.getValue();
      wanted.add(topic(topic.topic(), topic.partitions()).configs(configs(output.getKey())));
    }
    List<Finding> findings = new ArrayList<>();
    List<String> created = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Void>> answer :
        admin.createTopics(wanted).values().entrySet()) {
      try {
        answer.getValue().get();
        created.add(answer.getKey());
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          findings.add(failed(answer.getKey(), failure));
        }
      }
    }
    awaitSight(created);
    return findings;
  }

  /**
   * Waits until new topics can be seen: a broker creates a topic before it, or another, knows of
   * it. One that stays out of sight is left to the check that follows.
   */
  private void awaitSight(List<String> created) throws InterruptedException {
    for (int look = 0; look < LOOKS_AT_MOST; look++) {
      try {
        admin.describeTopics(created).allTopicNames().get();
        return;
      } catch (ExecutionException notYet) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    }
  }

  private static NewTopic topic(String name, @Nullable Integer partitions) {
    return new NewTopic(name, Optional.ofNullable(partitions), Optional.empty());
  }

  private static Map<String, String> configs(Output output) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, RESULT_BYTES_AT_MOST);
    if (output == Output.STATE || output == Output.QUARANTINE) {
      configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    return configs;
  }

  private static Finding failed(String topic, ExecutionException failure) {
    return Finding.error(
        "topic `" + topic + "` could not be created: " + failure.getMessage(),
        "create it by other means, or allow the job's user the operation create");
  }
}
