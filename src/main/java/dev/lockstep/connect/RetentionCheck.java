package dev.lockstep.connect;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.Amounts;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** Whether topics keep what they hold for long enough, and take what is as large as the input. */
record RetentionCheck(JobSpec job, Admin admin, KafkaCluster cluster, List<Finding> findings) {
  /** A job may be down over a night or a weekend's first day without losing events. */
  private static final Duration DOWNTIME = Duration.ofHours(24);

  /** Looks at these topics, which are there. */
  void run(Collection<String> topics) throws ExecutionException, InterruptedException {
    Map<String, Config> configs;
    try {
      configs = configs(topics);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException) {
        findings.add(
            Finding.warning(
                "the job's user may not see the topics' settings: retention is not checked",
                "allow the operation DescribeConfigs on them"));
        return;
      }
      throw failure;
    }
    long largest = 0;
    KafkaTopic control = job.control().kafka();
    for (String topic : cluster.read()) {
      boolean events = control == null || !topic.equals(control.topic());
      if (events && configs.containsKey(topic)) {
        source(topic, configs.get(topic));
        largest =
            Math.max(largest, number(configs.get(topic), TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
      }
    }
    for (Map.Entry<Output, KafkaTopic> output : cluster.written().entrySet()) {
      Config config = configs.get(output.getValue().topic());
      if (config != null) {
        output(output.getKey(), output.getValue().topic(), config, largest);
      }
    }
  }

  private Map<String, Config> configs(Collection<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> wanted =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Config> configs = new HashMap<>();
    admin
        .describeConfigs(wanted)
        .all()
        .get()
        .forEach((resource, config) -> configs.put(resource.name(), config));
    return configs;
  }

  private void source(String topic, Config config) {
    Duration remember = job.duplicates().remember();
    Duration least = remember.compareTo(DOWNTIME) > 0 ? remember : DOWNTIME;
    long keptMillis = number(config, TopicConfig.RETENTION_MS_CONFIG);
    if (deletes(config) && keptMillis >= 0 && keptMillis < least.toMillis()) {
      findings.add(
          Finding.warning(
              "topic `"
                  + topic
                  + "` keeps records for "
                  + Amounts.text(Duration.ofMillis(keptMillis))
                  + " only: a job that is down for longer loses events",
              "retention.ms of " + least.toMillis() + " or more"));
    }
    if (compacts(config) && job.order().by() != OrderBy.LATEST) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` is compacted: events that were not yet read may be removed",
              "cleanup.policy=delete, or `order.by: latest` if every event holds the full state"));
    }
  }

  private void output(Output output, String topic, Config config, long largestInput) {
    if (output == Output.STATE && (!compacts(config) || deletes(config))) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` deletes states that have not changed for a while",
              "cleanup.policy=compact"));
    }
    if (output != Output.STATE && compacts(config)) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` is compacted: of each entity only the last record stays",
              "cleanup.policy=delete"));
    }
    long taken = number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (output == Output.DEAD_LETTERS && taken < 2 * largestInput) {
      findings.add(
          Finding.warning(
              "topic `"
                  + topic
                  + "` takes "
                  + taken
                  + " bytes a record, less than a dead letter of"
                  + " the largest input can need: it would stop the job",
              "max.message.bytes of " + 2 * largestInput + " or more"));
    }
  }

  private static boolean deletes(Config config) {
    return text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains("delete");
  }

  private static boolean compacts(Config config) {
    return text(config, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact");
  }

  private static long number(Config config, String name) {
    return Long.parseLong(text(config, name));
  }

  private static String text(Config config, String name) {
    return Objects.requireNonNull(config.get(name).value(), name);
  }
}
