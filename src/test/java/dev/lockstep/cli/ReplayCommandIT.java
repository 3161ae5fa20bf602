package dev.lockstep.cli;

import static dev.lockstep.cli.LettersOnTopics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a real broker, made by hand. */
class ReplayCommandIT {
  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.open();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  private LettersOnTopics topics(String name) throws IOException {
    return LettersOnTopics.create(kafka, name, folder, "{reduce: patch}");
  }

  @Test
  void lettersGoBackInOrderOnceWithTheirOwnBytesAndOneLapMore() throws Exception {
    LettersOnTopics topics = topics("back");
    Header own = new Header("traceparent", Bytes.utf8("00-a"));
    Header receipt = new Header("lockstep-sequence", Bytes.utf8("9"));
    Header laps = new Header("lockstep-laps", Bytes.utf8("1"));
    DeadLetter third = topics.letter("a", 3, 7, own, receipt, laps);
    topics.file(List.of(third, topics.letter("a", 2, 8), third));
    topics.send("dead-letters", "x", "no letter");

    Outcome shown = topics.replay("--dry-run");
    assertThat(topics.left("")).as("a dry run sends nothing").isEmpty();
    assertThat(shown.out())
        .as(shown.err())
        .contains("3 of the 3 dead letters in back-dead-letters are selected")
        .containsPattern("OVERFLOW +BUFFER_FULL +2 +a ")
        .contains("judged like an event that comes for the first time")
        .contains("1 left out, the same letter again")
        .contains("back-dead-letters/0@3: not JSON");
    assertThat(shown.exit()).as("a foreign record is a finding").isEqualTo(1);

    Outcome sent = topics.replay();
    assertThat(sent.out()).contains("2 sent\n");
    List<ConsumerRecord<String, String>> back = topics.left("");
    assertThat(back)
        .extracting(ConsumerRecord::value)
        .containsExactly(LettersOnTopics.event("a", 2, "{}"), LettersOnTopics.event("a", 3, "{}"));
    assertThat(back).allMatch(each -> each.key().equals("key of a") && each.partition() == 0);
    assertThat(header(back.get(0), "lockstep-laps")).isEqualTo("1");
    assertThat(header(back.get(1), "lockstep-laps")).isEqualTo("2");
    assertThat(header(back.get(1), "lockstep-replayed-from")).isEqualTo("back/0@7");
    assertThat(header(back.get(1), "traceparent")).isEqualTo("00-a");
    assertThat(header(back.get(1), "lockstep-sequence"))
        .as("of an earlier job: the spec may read it")
        .isEqualTo("9");

    assertThat(topics.replay().out()).contains("0 sent", "2 left out, replayed before");
    topics.file(List.of(topics.letter("b", 1, 9)));
    assertThat(topics.replay().out()).as("only what is new").contains("1 sent");
    assertThat(topics.left("")).hasSize(3);
    assertThat(topics.replay("--again").out()).contains("3 sent");
  }

  @Test
  void whatWasSetAsideAgainOrTooOftenOrElsewhereIsLeftOut() throws Exception {
    LettersOnTopics topics = topics("loops");
    DeadLetter first = topics.letter("a", 1, 0);
    DeadLetter second =
        topics.letter(
            "a",
            1,
            1,
            new Header("lockstep-laps", Bytes.utf8("3")),
            new Header("lockstep-replayed-from", Bytes.utf8("loops/0@0")));
    DeadLetter elsewhere =
        first.with(new Raw(first.raw().value(), null, List.of(), new Origin("other", 0, 5)), null);
    topics.file(List.of(first, second, elsewhere));

    Outcome outcome = topics.replay();
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("0 sent")
        .contains("1 left out, replayed and set aside again")
        .contains("1 left out, replayed too often")
        .contains("1 left out, from a topic that is no source of this job");
    assertThat(topics.left("")).isEmpty();
    assertThat(topics.replay("--max-laps", "4", "--json").out())
        .contains("\"sent\":1", "\"SET_ASIDE_AGAIN\":1", "\"OTHER_TOPIC\":1");
  }

  @Test
  void aReplayThatIsKilledGoesOnWithoutASecondCopy() throws Exception {
    LettersOnTopics topics = topics("killed");
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      letters.add(topics.letter("e" + i % 7, i, i));
    }
    topics.file(letters);
    Process replay = process(topics, "--rate", "30/s");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> topics.committed("").size() >= 20 || !replay.isAlive());
    assertThat(replay.isAlive()).as("killed in the middle").isTrue();
    replay.destroyForcibly().waitFor();
    topics.file(List.of(topics.letter("late", 1, 500)));

    Outcome rest = topics.replay("--rate", "1000/s");
    assertThat(rest.out()).contains("an interrupted replay has handled", "and goes on");
    assertThat(topics.left(""))
        .as("each once, and what came later is for the next replay")
        .hasSize(120)
        .extracting(ConsumerRecord::value)
        .doesNotHaveDuplicates();
    assertThat(topics.replay().out()).contains("1 sent");
    assertThat(topics.left("")).hasSize(121);
  }

  @Test
  void aReplayThatIsInterruptedSaysSoAndGoesOn() throws Exception {
    LettersOnTopics topics = topics("interrupted");
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      letters.add(topics.letter("e" + i % 3, i, i));
    }
    topics.file(letters);
    CompletableFuture<Outcome> first = new CompletableFuture<>();
    Thread thread = new Thread(() -> first.complete(topics.replay("--rate", "20/s")));
    thread.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> topics.committed("").size() >= 5 || first.isDone());
    thread.interrupt();
    Outcome interrupted = first.get(60, TimeUnit.SECONDS);
    assertThat(interrupted.out()).contains("interrupted after", "goes on where it was");
    assertThat(interrupted.exit()).isEqualTo(1);

    assertThat(topics.replay().out()).contains("an interrupted replay has handled");
    assertThat(topics.left(""))
        .hasSize(60)
        .extracting(ConsumerRecord::value)
        .doesNotHaveDuplicates();
  }

  @Test
  void allOnceMoreGoesOnTooAndASourceThatIsNamedFirstLosesNothing() throws Exception {
    LettersOnTopics topics = topics("again");
    kafka.createTopic("another", 1);
    List<DeadLetter> letters = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      letters.add(topics.letter("e" + i % 3, i, i));
    }
    topics.file(letters);
    String more = "source.kafka.topics=[another, again]";
    assertThat(topics.replay().out()).contains("60 sent");
    assertThat(topics.replay("--set", more).out()).contains("0 sent", "60 left out");

    Process again = process(topics, "--again", "--rate", "20/s");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> topics.committed("").size() >= 70 || !again.isAlive());
    assertThat(again.isAlive()).as("killed in the middle").isTrue();
    again.destroyForcibly().waitFor();

    assertThat(topics.replay("--again", "--set", more).out())
        .contains("an interrupted replay has handled", "and goes on");
    assertThat(topics.left("")).as("each twice").hasSize(120);
  }

  @Test
  void lettersOfAnotherTopicAreNotTakenForThoseThatWereSent() throws Exception {
    LettersOnTopics topics = topics("renamed");
    kafka.createTopic("renamed-newer", 2);
    topics.file(List.of(topics.letter("a", 1, 0)));
    assertThat(topics.replay().out()).contains("1 sent");
    topics.send("newer", "b", DeadLetterLine.of(topics.letter("b", 1, 1)).utf8());
    topics.send("newer", "b", DeadLetterLine.of(topics.letter("b", 2, 2)).utf8());

    Outcome moved = topics.replay("--set", "outputs.dead-letters.kafka.topic=renamed-newer");
    assertThat(moved.err()).contains("renamed-newer is not the topic of the last replay");
    assertThat(moved.out()).contains("2 sent");
  }

  private static Process process(LettersOnTopics topics, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lockstep.cli.Main",
                "replay",
                topics.spec().toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void aLetterThatIsNotWholeIsReadFromItsOriginOrSaidToBeGone() throws Exception {
    LettersOnTopics topics = topics("redacted");
    for (int version = 1; version <= 4; version++) {
      topics.send("", "k", LettersOnTopics.event("a", version, "{\"card\":\"4711\"}"));
    }
    topics.file(List.of(hidden(topics.letter("a", 1, 0)), hidden(topics.letter("a", 2, 3))));
    DeadLetter cut = topics.letter("a", 3, 2);
    topics.send("dead-letters", "a", DeadLetterLine.of(cut, Map.of("value", 99L)).utf8());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicPartition partition = new TopicPartition("redacted", 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
    }

    Outcome outcome = topics.replay();
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("1 sent, 1 of them read from their origins")
        .contains("2 left out, redacted or cut, and gone from its origin");
    assertThat(topics.left(""))
        .as("offset 0 is gone, offset 3 holds another version")
        .hasSize(4)
        .filteredOn(each -> !header(each, "lockstep-laps").isEmpty())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.value())
                    .isEqualTo(LettersOnTopics.event("a", 3, "{\"card\":\"4711\"}")));
  }

  private static DeadLetter hidden(DeadLetter letter) {
    return letter.redacted(letter.raw(), null, "", true);
  }

  @Test
  void whatIsMissingIsToldWithItsRemedy() throws Exception {
    LettersOnTopics topics = topics("missing");
    Outcome outcome = topics.replay("--set", "outputs.dead-letters.kafka.topic=nowhere");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err()).contains("topic `nowhere` does not exist", "->");
    assertThat(topics.replay("--rate", "fast").err()).contains("200/s");
    assertThat(topics.replay("--rate", "fast").exit()).isEqualTo(2);
    assertThat(topics.replay("--since", "yesterday").err()).contains("2026-11-21");
    assertThat(topics.replay("--reason", "WHATEVER").exit()).isEqualTo(2);
  }
}
