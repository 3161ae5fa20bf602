package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.TreeSet;

/** Whether quarantines, overrides and the control topic can be what they say. */
final class QuarantineChecks {
  private QuarantineChecks() {}

  static void run(Review review) {
    overridesWhatIsDecided(review);
    keepsTies(review);
    controlsFromATopicOfItsOwn(review);
    if (review.spec().quarantines()) {
      canBeMended(review);
    }
  }

  private static void overridesWhatIsDecided(Review review) {
    for (String type : new TreeSet<>(review.spec().overrides().keySet())) {
      if (review.spec().analyticsTypes().contains(type)) {
        review
            .about("overrides." + type, "lanes.analytics")
            .error(
                "`" + type + "` is of the analytics lane: there is nothing to override",
                "remove it here, or from `lanes.analytics`");
      }
    }
  }

  /** What replaces a tie was judged already: it could be no culprit at its place. */
  private static void keepsTies(Review review) {
    OrderSpec order = review.spec().order();
    if (order.by() == OrderBy.LATEST
        && order.ties() == Ties.REPLACE
        && review.spec().quarantines()) {
      review
          .about("order.ties", "order.by", "order.on-conflict", "state.on-violation", "overrides")
          .error(
              "`ties: replace` does not go with a quarantine: what is replaced could not be parked",
              "use `ties: conflict` or `keep`");
    }
  }

  private static void controlsFromATopicOfItsOwn(Review review) {
    KafkaTopic control = review.spec().control().kafka();
    if (control == null) {
      return;
    }
    Kafka source = review.spec().source().kafka();
    if (source != null && source.topics().contains(control.topic())) {
      review
          .about("control.kafka.topic", "source.kafka.topics")
          .error(
              "`" + control.topic() + "` is a topic of events too",
              "give control events a topic of their own, such as `"
                  + control.topic()
                  + "-control`");
    }
    review
        .spec()
        .outputs()
        .topics()
        .forEach(
            (output, topic) -> {
              if (topic.topic().equals(control.topic())) {
                String word = Choice.word(output);
                review
                    .about("control.kafka.topic", "outputs." + word)
                    .error(
                        "`" + control.topic() + "` is the topic of the output `" + word + "` too",
                        "give control events a topic of their own");
              }
            });
  }

  private static void canBeMended(Review review) {
    JobSpec spec = review.spec();
    if (spec.source().kafka() != null && spec.control().kafka() == null) {
      review
          .about("control", "order", "state.on-violation", "overrides")
          .warning(
              "entities are quarantined, and no operator can mend them: there is no `control`",
              "add `control: {kafka: {topic: " + spec.name() + "-control}}`");
    }
    if (!spec.outputs().topics().isEmpty()
        && !spec.outputs().topics().containsKey(Output.QUARANTINE)) {
      review
          .about("outputs", "outputs.quarantine", "order", "state.on-violation", "overrides")
          .warning(
              "quarantined entities have no output: `lockstep entity list` cannot find them",
              "add `quarantine: {kafka: {topic: ...}}`");
    }
  }
}
