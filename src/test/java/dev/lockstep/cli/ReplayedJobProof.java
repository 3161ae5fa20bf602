package dev.lockstep.cli;

import static dev.lockstep.cli.LettersOnTopics.event;
import static dev.lockstep.cli.LettersOnTopics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters of a real job, replayed into it. */
@Tag("proof")
class ReplayedJobProof {
  private static final String RULES =
      "{reduce: patch, invariants: [{name: bounded, check: \"state.n <= %d\"}]}";

  @TempDir private Path folder;

  @Test
  void eachLetterIsAppliedAtItsPlaceOrRefusedAsTheTableSays() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      LettersOnTopics topics = LettersOnTopics.create(kafka, "orders", folder, RULES.formatted(10));
      KafkaRun first = run(topics);
      JobClient job = first.start();
      send(topics, event("mended", 1, n(1)), event("mended", 2, n(50)));
      send(topics, event("late", 1, n(1)), event("late", 2, n(50)), event("late", 3, n(3)));
      send(topics, event("full", 3, n(3)), event("full", 4, n(4)), event("full", 5, n(5)));
      send(topics, event("twice", 3, n(3)), event("twice", 4, n(4)), event("twice", 5, n(5)));
      awaitCommitted(topics, "dead-letters", 4);
      // the producer sends one of them again by itself
      send(topics, event("full", 1, n(1)), event("full", 2, n(2)));
      send(topics, event("twice", 1, n(1)), event("twice", 2, n(2)), event("twice", 5, n(5)));
      awaitCommitted(topics, "applied", 3 + 4 + 5);
      first.stop(job);
      assertThat(topics.committed("dead-letters"))
          .allMatch(each -> !each.value().contains("4711") && each.value().contains("[redacted]"));

      Outcome forecast = topics.replay("--dry-run");
      assertThat(forecast.out())
          .containsPattern("REJECTED +INVARIANT +2 +late, mended ")
          .contains("judged again while nothing newer was settled")
          .containsPattern("OVERFLOW +BUFFER_FULL +2 +full, twice ")
          .contains("2 of them redacted or cut: read from their origins");

      String mended = Files.readString(topics.spec()).replace("state.n <= 10", "state.n <= 100");
      Files.writeString(topics.spec(), mended);
      Set<String> before = new HashSet<>();
      topics.committed("applied").forEach(each -> before.add(header(each, "lockstep-origin")));
      assertThat(before).hasSize(12);
      KafkaRun second = run(topics);
      JobClient again = second.start();
      Outcome replayed = topics.replay();
      assertThat(replayed.exit()).as(replayed.out() + replayed.err()).isZero();
      assertThat(replayed.out()).contains("4 sent, 4 of them read from their origins");
      awaitCommitted(topics, "applied", 12 + 2);
      awaitCommitted(topics, "verdicts", 4 + 2);
      second.stop(again);

      List<ConsumerRecord<String, String>> applied =
          topics.committed("applied").stream()
              .filter(each -> !before.contains(header(each, "lockstep-origin")))
              .toList();
      assertThat(applied)
          .extracting(each -> each.key() + " " + header(each, "lockstep-version"))
          .containsExactlyInAnyOrder("mended 2", "full 5");
      assertThat(applied)
          .as("with their true values")
          .allMatch(each -> each.value().contains("4711"));
      assertThat(topics.committed("applied")).hasSize(14);
      assertThat(decided(topics, "late"))
          .containsExactly("REJECTED(INVARIANT)", "STALE(OVERTAKEN)");
      assertThat(decided(topics, "twice"))
          .containsExactly("OVERFLOW(BUFFER_FULL)", "DUPLICATE(SAME_VERSION)");
      assertThat(topics.committed("verdicts")).hasSize(6);
      assertThat(topics.committed("dead-letters")).as("one came back").hasSize(5);
      assertThat(topics.replay("--reason", "INVARIANT").out())
          .as("what was overtaken stands for the letter before it")
          .contains("1 left out, replayed and set aside again");
    }
  }

  private static String n(int n) {
    return "{\"n\":" + n + ",\"card\":\"4711\"}";
  }

  private static void send(LettersOnTopics topics, String... events) {
    for (String event : events) {
      topics.send("", "k", event);
    }
  }

  private KafkaRun run(LettersOnTopics topics) {
    JobSpec spec = SpecFile.read(topics.spec(), List.of()).job(new PrintWriter(new StringWriter()));
    return new KafkaRun(spec, 1, List.of(), folder.resolve("state"));
  }

  private static void awaitCommitted(LettersOnTopics topics, String output, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(topics.committed(output)).hasSizeGreaterThanOrEqualTo(count));
  }

  private static List<String> decided(LettersOnTopics topics, String entity) {
    return topics.committed("verdicts").stream()
        .filter(each -> entity.equals(each.key()))
        .map(
            each ->
                each.value()
                    .replaceAll(".*\"verdict\":\"(\\w+)\",\"reason\":\"(\\w+)\".*", "$1($2)"))
        .toList();
  }
}
