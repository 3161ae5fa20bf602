package dev.lockstep.connect;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a job's topics are there, and may be read and written by it.
 *
 * @param needed what is done to each
 * @param remedy for a topic that is missing
 */
record TopicCheck(
    Admin admin, Map<String, Set<AclOperation>> needed, String remedy, List<Finding> findings) {

  /** What a job needs that runs. */
  static TopicCheck ofRun(Admin admin, KafkaCluster cluster, List<Finding> findings) {
    Map<String, Set<AclOperation>> needed = new LinkedHashMap<>();
    for (String topic : cluster.topics()) {
      boolean read = cluster.read().contains(topic);
      needed.put(topic, Set.of(read ? AclOperation.READ : AclOperation.WRITE));
    }
    return new TopicCheck(admin, needed, "create it, or start with --create-topics", findings);
  }

  /** The topics that are there. */
  Map<String, TopicDescription> run() throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> found = new HashMap<>();
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(needed.keySet(), options).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
      String topic = answer.getKey();
      TopicDescription description = describe(topic, answer.getValue());
      if (description != null) {
        found.put(topic, description);
        mayUse(topic, description.authorizedOperations());
      }
    }
    return found;
  }

  private @Nullable TopicDescription describe(String topic, KafkaFuture<TopicDescription> answer)
      throws ExecutionException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        findings.add(
            Finding.error("topic `" + topic + "` does not exist, or may not be seen", remedy));
      } else if (failure.getCause() instanceof AuthorizationException) {
        findings.add(mayNot(topic, AclOperation.DESCRIBE));
      } else {
        throw failure;
      }
      return null;
    }
  }

  /** An older broker does not tell what is allowed. */
  private void mayUse(String topic, @Nullable Set<AclOperation> allowed) {
    for (AclOperation operation : needed.getOrDefault(topic, Set.of())) {
      if (allowed != null && !allowed.contains(operation)) {
        findings.add(mayNot(topic, operation));
      }
    }
  }

  private static Finding mayNot(String topic, AclOperation operation) {
    String verb = operation.name().toLowerCase(Locale.ROOT);
    return Finding.error(
        "the job's user may not " + verb + " topic `" + topic + "`",
        "kafka-acls --add --allow-principal User:... --operation " + verb + " --topic " + topic);
  }
}
