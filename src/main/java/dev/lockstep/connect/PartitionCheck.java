package dev.lockstep.connect;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/**
 * Whether every entity's records stay in the partition in which its consumers have found them so
 * far.
 *
 * @param began over how many partitions the job's state says that entities are spread, by topic
 */
record PartitionCheck(KafkaCluster cluster, Map<String, Integer> began, List<Finding> findings) {

  /** Looks at these topics, which are there. */
  void run(Map<String, TopicDescription> topics) {
    cluster
        .written()
        .forEach(
            (output, topic) -> {
              TopicDescription described = topics.get(topic.topic());
              if (described != null) {
                look(output, topic, described.partitions().size());
              }
            });
  }

  private void look(Output output, KafkaTopic topic, int there) {
    Integer before = began.get(topic.topic());
    @Nullable Integer wanted = topic.partitions();
    if (wanted != null && wanted > there) {
      findings.add(tooMany(output, topic.topic(), wanted, there));
    } else if (before != null && before > there) {
      findings.add(shrunk(topic.topic(), before, there));
    } else if (before != null && !before.equals(wanted == null ? there : wanted)) {
      findings.add(moved(output, topic.topic(), before, wanted == null ? there : wanted));
    }
  }

  private static Finding tooMany(Output output, String topic, int wanted, int there) {
    return Finding.error(
        "`" + key(output) + "` is " + wanted + ", and topic `" + topic + "` has " + there,
        "`partitions: " + there + "`, or more partitions for the topic");
  }

  private static Finding shrunk(String topic, int before, int there) {
    return Finding.error(
        "topic `"
            + topic
            + "` has "
            + there
            + " partitions, and the job's state says that entities are spread over "
            + before,
        "was it made anew? Give it "
            + before
            + " partitions, or begin with a topic of another name");
  }

  private static Finding moved(Output output, String topic, int before, int now) {
    return Finding.error(
        "topic `"
            + topic
            + "`: the job began with "
            + before
            + " partitions, and over "
            + now
            + " its entities would move, out of their order",
        "`partitions: "
            + before
            + "` (`"
            + key(output)
            + "`) keeps every entity where it is; for more, write to a topic of another name");
  }

  private static String key(Output output) {
    String word = output.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "outputs." + word + ".kafka.partitions";
  }
}
