package dev.lockstep.spec;

import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.Map;
import java.util.Set;

/** Whether properties passed on to Kafka and Flink leave order and state alone. */
final class PropertyChecks {
  private static final String IN_FLIGHT = "max.in.flight.requests.per.connection";
  private static final int IN_FLIGHT_AT_MOST = 5;

  private static final Set<String> FIXED_IN_FLINK =
      Set.of("pipeline.max-parallelism", "pipeline.generic-types", "pipeline.auto-generate-uids");

  private static final Map<String, String> KEYS_IN_FLINK =
      Map.of(
          "parallelism.default", "parallelism",
          "execution.checkpointing.interval", "checkpoint-interval",
          "state.backend.type", "backend");

  private PropertyChecks() {}

  static void run(Review review) {
    Kafka source = review.spec().source().kafka();
    if (source != null) {
      kafka(review, "source.kafka.properties.", source.properties());
    }
    review
        .spec()
        .outputs()
        .topics()
        .forEach(
            (output, topic) ->
                kafka(
                    review,
                    "outputs." + Choice.word(output) + ".kafka.properties.",
                    topic.properties()));
    review.spec().flink().properties().keySet().forEach(key -> flink(review, key));
  }

  private static void kafka(Review review, String path, Map<String, String> properties) {
    if (properties.getOrDefault("enable.idempotence", "").equalsIgnoreCase("false")) {
      review
          .about(path + "enable.idempotence")
          .error("without idempotence a producer's retries change the order", "remove it");
    }
    if (isAbove(properties.getOrDefault(IN_FLIGHT, ""), IN_FLIGHT_AT_MOST)) {
      review
          .about(path + IN_FLIGHT)
          .error(
              "with more than 5 requests in flight a producer's retries change the order",
              "5 or less");
    }
    String acks = properties.getOrDefault("acks", "all");
    if (!acks.equals("all") && !acks.equals("-1")) {
      review
          .about(path + "acks")
          .error("`acks: " + acks + "` loses what a failing broker has taken", "`all`");
    }
  }

  private static boolean isAbove(String number, int most) {
    return number.matches("\\d+") && (number.length() > 9 || Integer.parseInt(number) > most);
  }

  private static void flink(Review review, String key) {
    String own = KEYS_IN_FLINK.get(key);
    if (FIXED_IN_FLINK.contains(key)) {
      review
          .about("flink.properties." + key)
          .error("`" + key + "` is fixed: savepoints depend on it", "remove it");
    } else if (own != null) {
      review
          .about("flink.properties." + key)
          .error("`" + key + "` has a key of its own", "use `flink." + own + "`");
    }
  }
}
