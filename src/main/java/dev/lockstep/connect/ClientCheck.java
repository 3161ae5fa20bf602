package dev.lockstep.connect;

import dev.lockstep.spec.Amounts;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** Whether a job may commit its offsets and its transactions, and long enough ones. */
record ClientCheck(JobSpec job, Admin admin, KafkaCluster cluster, List<Finding> findings) {
  private static final String BROKER_LIMIT = "transaction.max.timeout.ms";

  void run() throws ExecutionException, InterruptedException {
    group();
    if (job.delivery() == Delivery.EXACTLY_ONCE && !cluster.written().isEmpty()) {
      for (Map.Entry<Output, KafkaTopic> output : cluster.written().entrySet()) {
        mayCommit(admin, KafkaSinks.transactionalIdPrefix(job, output.getKey()), findings);
      }
      transactionsLastLongEnough();
    }
  }

  private void group() throws ExecutionException, InterruptedException {
    Kafka source = job.source().kafka();
    if (source != null && cluster.isOf(source)) {
      mayUseGroup(admin, source.groupId(), findings);
    }
  }

  static void mayUseGroup(Admin admin, String group, List<Finding> findings)
      throws ExecutionException, InterruptedException {
    try {
      admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof AuthorizationException)) {
        throw failure;
      }
      findings.add(
          Finding.error(
              "the job's user may not use the consumer group `" + group + "`",
              "kafka-acls --add --allow-principal User:... --operation read --group " + group));
    }
  }

  static void mayCommit(Admin admin, String prefix, List<Finding> findings)
      throws InterruptedException {
    try {
      admin.describeTransactions(List.of(prefix)).all().get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException) {
        findings.add(
            Finding.error(
                "the job's user may not use transactions called `" + prefix + "-...`",
                "kafka-acls --add --allow-principal User:... --operation write --operation describe"
                    + " --resource-pattern-type prefixed --transactional-id "
                    + prefix));
      }
      // else there is none of exactly this name, as it should be
    }
  }

  private void transactionsLastLongEnough() throws ExecutionException, InterruptedException {
    long limitMillis = brokerLimitMillis();
    Duration interval = job.flink().checkpointInterval();
    cluster
        .written()
        .forEach(
            (output, topic) -> {
              long ours = KafkaSinks.transactionTimeout(topic).toMillis();
              if (ours > limitMillis) {
                findings.add(tooLong(topic, ours, limitMillis));
              }
              if (ours <= interval.toMillis()) {
                findings.add(tooShort(topic, ours, interval));
              } else if (ours / 2 < interval.toMillis()) {
                findings.add(justLongEnough(topic, ours, interval));
              }
            });
  }

  private static Finding tooLong(KafkaTopic topic, long ours, long limitMillis) {
    return Finding.error(
        "transactions to `"
            + topic.topic()
            + "` may be open for "
            + ours
            + " ms, the broker allows "
            + limitMillis
            + " ms",
        "`properties: {transaction.timeout.ms: "
            + limitMillis
            + "}` for the output, or a higher "
            + BROKER_LIMIT
            + " on the broker");
  }

  private static Finding tooShort(KafkaTopic topic, long ours, Duration interval) {
    return Finding.error(
        aborted(topic, ours) + ", before the next checkpoint commits them",
        "a `flink.checkpoint-interval` well below that, instead of " + Amounts.text(interval));
  }

  private static String aborted(KafkaTopic topic, long ours) {
    return "transactions to `" + topic.topic() + "` are aborted after " + ours + " ms";
  }

  private static Finding justLongEnough(KafkaTopic topic, long ours, Duration interval) {
    return Finding.warning(
        aborted(topic, ours) + ": a checkpoint that is late, or takes long, may not commit them",
        "a `flink.checkpoint-interval` of at most half of that, instead of "
            + Amounts.text(interval));
  }

  /** The lowest limit of all brokers; none where it may not be seen. */
  private long brokerLimitMillis() throws ExecutionException, InterruptedException {
    List<ConfigResource> brokers =
        admin.describeCluster().nodes().get().stream()
            .map(Node::idString)
            .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
            .toList();
    try {
      return admin.describeConfigs(brokers).all().get().values().stream()
          .mapToLong(config -> Long.parseLong(config.get(BROKER_LIMIT).value()))
          .min()
          .orElse(Long.MAX_VALUE);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof AuthorizationException)) {
        throw failure;
      }
      findings.add(
          Finding.warning(
              "the job's user may not see the brokers' settings: "
                  + BROKER_LIMIT
                  + " is not checked",
              "make sure that it is at least the outputs' transaction.timeout.ms"));
      return Long.MAX_VALUE;
    }
  }
}
