package dev.lockstep.spec;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether properties passed on to Kafka and Flink leave order and state alone. */
final class PropertyChecks {
  private static final String IN_FLIGHT = "max.in.flight.requests.per.connection";
  private static final int IN_FLIGHT_AT_MOST = 5;

  private static final String MEMORY = "buffer.memory";
  private static final List<String> NUMBERS =
      List.of("transaction.timeout.ms", "max.request.size", MEMORY);
  private static final List<String> PLACING =
      List.of("partitioner.class", "partitioner.ignore.keys");

  private static final Map<String, String> KEYS_OF_SOURCES =
      Map.of(
          "bootstrap.servers", "`source.kafka.bootstrap-servers`",
          "group.id", "`source.kafka.group-id`");
  private static final Map<String, String> KEYS_OF_CONTROL =
      Map.of(
          "bootstrap.servers", "`control.kafka.bootstrap-servers`",
          "group.id", "`source.kafka.group-id`, and Lockstep makes it");
  private static final Map<String, String> KEYS_OF_OUTPUTS =
      Map.of(
          "bootstrap.servers", "the output's `bootstrap-servers`",
          "transactional.id", "`name`, and Lockstep makes it");

  private static final Set<String> FIXED_IN_FLINK =
      Set.of("pipeline.max-parallelism", "pipeline.generic-types", "pipeline.auto-generate-uids");

  private static final Map<String, String> KEYS_IN_FLINK =
      Map.of(
          "parallelism.default", "parallelism",
          "execution.checkpointing.interval", "checkpoint-interval",
          "state.backend", "backend",
          "state.backend.type", "backend");

  private static final String UNALIGNED =
      "records on their way would be in a checkpoint and in none of its counts: received would not"
          + " be verdicts + held";

  private static final String CLAIMED =
      "Flink would delete the savepoint that a job goes on from: there would be no way back to it";

  /** What a job does not work with, whatever a cluster does for others. */
  private static final List<Need> NEEDS =
      List.of(
          new Need("execution.checkpointing.unaligned", "false", UNALIGNED),
          new Need("execution.checkpointing.unaligned.enabled", "false", UNALIGNED),
          new Need(
              "execution.checkpointing.mode",
              "exactly_once",
              "entities and counts would be of different moments after a failure"),
          new Need(
              "execution.runtime-mode",
              "streaming",
              "in another mode Flink sorts what comes, and no watermark says how long to wait"),
          new Need("execution.state-recovery.claim-mode", "no_claim", CLAIMED),
          new Need("execution.savepoint-restore-mode", "no_claim", CLAIMED),
          new Need(
              "execution.checkpointing.externalized-checkpoint-retention",
              "retain_on_cancellation",
              "Flink would delete what a job that is ended can go on from"),
          new Need(
              "state.backend.rocksdb.timer-service.factory",
              "rocksdb",
              "a savepoint in RocksDB's own files has no timers that are elsewhere: who waits would"
                  + " wait for ever"));

  /**
   * A setting that may only have one value.
   *
   * @param key its name
   * @param value in small letters
   * @param why what goes wrong with another
   */
  private record Need(String key, String value, String why) {}

  private PropertyChecks() {}

  static void run(Review review) {
    Kafka source = review.spec().source().kafka();
    if (source != null) {
      kafka(review, "source.kafka.properties.", source.properties());
      hasNoOther(review, "source.kafka.properties.", source.properties(), KEYS_OF_SOURCES);
      commitsNothingByItself(review, source.properties());
    }
    review
        .spec()
        .outputs()
        .topics()
        .forEach(
            (output, topic) -> {
              String path = "outputs." + Choice.word(output) + ".kafka.properties.";
              kafka(review, path, topic.properties());
              areNumbers(review, path, topic.properties());
              isPlacedByEntity(review, path, topic.properties());
              hasNoOther(review, path, topic.properties(), KEYS_OF_OUTPUTS);
            });
    KafkaTopic control = review.spec().control().kafka();
    if (control != null) {
      kafka(review, "control.kafka.properties.", control.properties());
      hasNoOther(review, "control.kafka.properties.", control.properties(), KEYS_OF_CONTROL);
    }
    Map<String, String> flink = review.spec().flink().properties();
    flink.keySet().forEach(key -> flink(review, key));
    NEEDS.forEach(need -> isMet(review, need, flink));
  }

  private static void isMet(Review review, Need need, Map<String, String> properties) {
    String given = properties.getOrDefault(need.key(), need.value());
    if (!given.strip().toLowerCase(Locale.ROOT).equals(need.value())) {
      review
          .about("flink.properties." + need.key())
          .error("`" + need.key() + "` is `" + given + "`: " + need.why(), "remove it");
    }
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

  /** What a key of the spec says must not be said otherwise below it: who checks reads the key. */
  private static void hasNoOther(
      Review review, String path, Map<String, String> properties, Map<String, String> keys) {
    keys.forEach(
        (key, own) -> {
          if (properties.containsKey(key)) {
            review.about(path + key).error("`" + key + "` is said by " + own, "remove it");
          }
        });
  }

  private static void commitsNothingByItself(Review review, Map<String, String> properties) {
    String key = "enable.auto.commit";
    if (properties.getOrDefault(key, "").equalsIgnoreCase("true")) {
      review
          .about("source.kafka.properties." + key)
          .error("offsets would be committed before their events are in a checkpoint", "remove it");
    }
  }

  private static void areNumbers(Review review, String path, Map<String, String> properties) {
    for (String key : NUMBERS) {
      String number = properties.getOrDefault(key, "1");
      long most = key.equals(MEMORY) ? Long.MAX_VALUE : Integer.MAX_VALUE;
      if (!number.matches("[1-9]\\d{0,17}") || Long.parseLong(number) > most) {
        review
            .about(path + key)
            .error(
                "`" + key + "` is `" + number + "`, not a number from 1 to " + most,
                "such as 900000");
      }
    }
  }

  /** Entities keep their place in a topic only if they alone decide about it. */
  private static void isPlacedByEntity(Review review, String path, Map<String, String> properties) {
    for (String key : PLACING) {
      if (properties.containsKey(key)) {
        review
            .about(path + key)
            .error(
                "`" + key + "` could move an entity to another partition, out of its order",
                "remove it: records are placed by the hash of their key");
      }
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
