package dev.lockstep.spec;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether each output has a place of its own, and all that is put out has an output. */
final class OutputChecks {
  private OutputChecks() {}

  static void run(Review review) {
    Map<Output, KafkaTopic> topics = review.spec().outputs().topics();
    readsEachTopicOnce(review);
    writesElsewhere(review, topics);
    if (!topics.isEmpty()) {
      losesNothing(review, topics);
    }
  }

  private static void readsEachTopicOnce(Review review) {
    Kafka kafka = review.spec().source().kafka();
    if (kafka != null && new HashSet<>(kafka.topics()).size() < kafka.topics().size()) {
      review.about("source.kafka.topics").error("a topic is named twice", "remove one of them");
    }
  }

  private static void writesElsewhere(Review review, Map<Output, KafkaTopic> topics) {
    Kafka kafka = review.spec().source().kafka();
    Set<String> read = kafka == null ? Set.of() : Set.copyOf(kafka.topics());
    Map<String, String> written = new HashMap<>();
    topics.forEach(
        (output, topic) -> {
          String word = Choice.word(output);
          String path = "outputs." + word + ".kafka.topic";
          String first = written.putIfAbsent(topic.topic(), word);
          if (read.contains(topic.topic())) {
            review
                .about(path, "source.kafka.topics")
                .error(
                    "`" + topic.topic() + "` is read and written: the job would feed itself",
                    "write to a topic of its own, such as `" + topic.topic() + "-" + word + "`");
          } else if (first != null) {
            review
                .about(path)
                .error(
                    "`" + topic.topic() + "` is already the topic of `" + first + "`",
                    "give each output its own topic");
          }
        });
  }

  private static void losesNothing(Review review, Map<Output, KafkaTopic> topics) {
    boolean analytics = !review.spec().analyticsTypes().isEmpty();
    if (!topics.containsKey(Output.DEAD_LETTERS)) {
      review
          .about("outputs", "outputs.dead-letters")
          .warning(
              "dead letters have no output: events that are set aside are counted and lost",
              "add `dead-letters: {kafka: {topic: ...}}`");
    }
    if (analytics && !topics.containsKey(Output.ANALYTICS)) {
      review
          .about("outputs", "outputs.analytics")
          .warning(
              "analytics events have no output: they are counted and lost",
              "add `analytics: {kafka: {topic: ...}}`");
    }
    if (!analytics && topics.containsKey(Output.ANALYTICS)) {
      review
          .about("outputs.analytics", "lanes.analytics")
          .warning("nothing goes to `analytics`: `lanes.analytics` names no type", null);
    }
    if (topics.containsKey(Output.QUARANTINE) && !review.spec().quarantines()) {
      review
          .about("outputs.quarantine", "order", "state.on-violation", "overrides")
          .warning(
              "nothing goes to `quarantine`: no entity is ever quarantined",
              "choose `on-gap`, `on-conflict` or `on-violation: quarantine`");
    }
  }
}
