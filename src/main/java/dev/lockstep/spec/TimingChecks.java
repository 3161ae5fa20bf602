package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whether the times of a spec fit each other. */
final class TimingChecks {
  private static final String DISCOVERY = "partition.discovery.interval.ms";

  /** How often the source looks for new partitions, unless its properties say otherwise. */
  private static final Duration DISCOVERY_EVERY = Duration.ofSeconds(10);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

  private TimingChecks() {}

  static void run(Review review) {
    waitsForNewPartitions(review);
    isNotHurriedByOneClock(review);
    remembersAsLongAsItWaits(review);
    decidesTheSameTwice(review);
    hasAClock(review);
    makesCheckpoints(review);
  }

  /** Flink takes less for an order to make none. */
  private static void makesCheckpoints(Review review) {
    Duration interval = review.spec().flink().checkpointInterval();
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      String path = "flink.checkpoint-interval";
      String least = Amounts.text(SHORTEST_INTERVAL);
      review
          .about(path)
          .error("at less than " + least + " Flink makes no checkpoints", least + " or more");
    }
  }

  private static void waitsForNewPartitions(Review review) {
    Kafka kafka = review.spec().source().kafka();
    if (kafka == null) {
      return;
    }
    Duration every = discoveryOf(kafka);
    Duration least = every.multipliedBy(2);
    patient(review)
        .forEach(
            (group, handling) -> {
              if (handling.waitFor().compareTo(least) < 0) {
                review
                    .about(group + ".wait", "order.by", group + ".on-gap", "source.kafka")
                    .warning(
                        outcome(review, handling)
                            + ": it is found within "
                            + Amounts.text(every)
                            + ", and a gap only waits "
                            + Amounts.text(handling.waitFor()),
                        "`wait: " + Amounts.text(least) + "` or more");
              }
            });
  }

  private static String outcome(Review review, HandlingSpec handling) {
    return handling.givesUp() || review.spec().order().startsAt().firstSeen()
        ? "events of a new partition may be given up"
        : "entities may be quarantined for events of a new partition";
  }

  /** The handlings under which there is an end to a wait, each wait once. */
  private static Map<String, HandlingSpec> patient(Review review) {
    Map<String, HandlingSpec> patient = new LinkedHashMap<>();
    OrderSpec order = review.spec().order();
    if (order.by() == OrderBy.VERSION) {
      Set<Duration> waits = new HashSet<>();
      review
          .handlings()
          .forEach(
              (group, handling) -> {
                boolean first = group.equals("order") && order.startsAt().firstSeen();
                if ((first || handling.hasPatience()) && waits.add(handling.waitFor())) {
                  patient.put(group, handling);
                }
              });
    }
    return patient;
  }

  private static Duration discoveryOf(Kafka kafka) {
    String text = kafka.properties().getOrDefault(DISCOVERY, "");
    boolean millis = text.matches("\\d{1,15}");
    return millis ? Duration.ofMillis(Long.parseLong(text)) : DISCOVERY_EVERY;
  }

  private static void isNotHurriedByOneClock(Review review) {
    Duration maxAhead = review.spec().watermarks().maxAhead();
    patient(review)
        .forEach(
            (group, handling) -> {
              Duration patience = handling.waitFor();
              if (maxAhead.compareTo(patience) > 0) {
                review
                    .about(group + ".wait", "order.by", group + ".on-gap", "watermarks.max-ahead")
                    .note(
                        "one clock that is "
                            + Amounts.text(maxAhead)
                            + " fast (`max-ahead`) can end every wait of "
                            + Amounts.text(patience),
                        "raise `wait`, or lower `watermarks.max-ahead`");
              }
            });
  }

  private static void remembersAsLongAsItWaits(Review review) {
    JobSpec spec = review.spec();
    Duration longest =
        spec.order().by() == OrderBy.VERSION
            ? spec.longestWait().plus(spec.watermarks().outOfOrderness())
            : spec.watermarks().outOfOrderness();
    if (spec.dependsOnTiming() && spec.duplicates().remember().compareTo(longest) < 0) {
      review
          .about("duplicates.remember", "order.by", "order.wait", "watermarks.out-of-orderness")
          .warning(
              "events are forgotten after "
                  + Amounts.text(spec.duplicates().remember())
                  + ", while others are waited for up to "
                  + Amounts.text(longest),
              "a repeat of a forgotten event is STALE, not DUPLICATE: raise `remember`");
    }
  }

  private static void decidesTheSameTwice(Review review) {
    JobSpec spec = review.spec();
    if (spec.delivery() == Delivery.AT_LEAST_ONCE && spec.dependsOnTiming()) {
      review
          .about("delivery", "order.by", "order.on-gap", "order.starts-at")
          .warning(
              "after a failure the job may decide differently from what it has already put out,"
                  + " because its order depends on timing",
              "use `exactly-once`; else consumers take what has the same or a higher `sequence`");
    }
  }

  private static void hasAClock(Review review) {
    if (review.spec().hasPatience() && review.spec().event().time() == null) {
      review
          .about("event.time", "order.by", "order.on-gap")
          .warning(
              "without `event.time`, `wait` is counted in the time that records were stamped with",
              "add `event.time`, such as `time: /occurredAt`");
    }
  }
}
