package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunIT {
  private static final String SPEC =
      """
      lockstep: 1
      name: doors
      event: {entity: /e, version: /v}
      order: {by: version, starts-at: 1, on-gap: wait}
      state: {reduce: patch}
      flink: {checkpoint-interval: 200ms}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void anEmbeddedRunAppliesItsSampleInOrderUntilItIsInterrupted() throws Exception {
    Path spec = Files.writeString(folder.resolve("doors.yaml"), SPEC);
    Files.createDirectories(folder.resolve("samples"));
    Files.writeString(
        folder.resolve("samples/doors.jsonl"),
        "{\"e\":\"a\",\"v\":2}\n\n{\"e\":\"a\",\"v\":1}\n{\"e\":\"a\",\"v\":1}\n{\"e\":\"b\",\"v\":2}\n");

    Running run = new Running("run", spec.toString(), "--embedded");
    String servers = run.awaitWord("Kafka runs at (\\S+)");
    run.awaitWord("interrupt it to (stop)");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(committed(servers, "doors-applied")).hasSize(2));
    assertThat(run.interrupt()).as(err.toString()).isZero();

    assertThat(out.toString())
        .contains("4 events sent to doors")
        .contains("4 events received")
        .containsPattern(" 2  APPLIED")
        .containsPattern(" 1  DUPLICATE")
        .containsPattern(" 1  held");
  }

  @Test
  void aRunGoesOnFromTheStateThatItKept() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      Path spec =
          Files.writeString(
              folder.resolve("doors.yaml"),
              SPEC
                  + """
                  source: {kafka: {bootstrap-servers: "%s", topics: [doors]}}
                  outputs: {applied: {kafka: {topic: doors-applied}}}
                  control: {kafka: {topic: doors-control}}
                  """
                      .formatted(kafka.bootstrapServers()));
      String[] command = {
        "run", spec.toString(), "--create-topics", "--state", folder.resolve("kept here").toString()
      };
      Running first = new Running(command);
      first.awaitWord("without (earlier state)");
      send(kafka, "{\"e\":\"a\",\"v\":1}\n{\"e\":\"a\",\"v\":3}\n");
      awaitApplied(kafka, 1);
      assertThat(first.interrupt()).as(err.toString()).isZero();

      Running second = new Running(command);
      second.awaitWord("runs, from (\\S+)");
      assertThat(execute(command)).as("a second run on the same state").isEqualTo(3);
      assertThat(err.toString()).contains("another run keeps its state in");
      send(kafka, "{\"e\":\"a\",\"v\":2}\n");
      awaitApplied(kafka, 3);
      assertThat(second.interrupt()).as(err.toString()).isZero();
      assertThat(committed(kafka.bootstrapServers(), "doors-applied")).hasSize(3);
      assertThat(saved()).as("the newest only").hasSize(1);

      Running without =
          new Running(command[0], command[1], command[3], command[4], "--set=control=");
      without.awaitWord("runs, from (\\S+)");
      send(kafka, "{\"e\":\"a\",\"v\":4}\n");
      awaitApplied(kafka, 4);
      assertThat(without.interrupt()).as(err.toString()).isZero();

      assertThat(execute("run", spec.toString(), "--state", command[4], "--set=name=gates"))
          .isEqualTo(3);
      assertThat(out.toString()).contains("that of another job: name: doors, and now gates");
    }
  }

  @Test
  void missingTopicsStopTheRunWithTheirRemedy() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open()) {
      Path spec =
          Files.writeString(
              folder.resolve("doors.yaml"),
              SPEC
                  + "source: {kafka: {bootstrap-servers: \"%s\", topics: [doors]}}\n"
                      .formatted(kafka.bootstrapServers()));
      assertThat(execute("run", spec.toString())).isEqualTo(3);
      assertThat(out.toString()).contains("topic `doors` does not exist", "--create-topics");
    }
  }

  @Test
  void inputWithoutAPlaceForItsResultsIsWrongUsage() throws Exception {
    Path spec = Files.writeString(folder.resolve("doors.yaml"), SPEC);
    assertThat(execute("run", spec.toString(), "--input", "events.jsonl")).isEqualTo(2);
    assertThat(err.toString()).contains("--output", "--embedded");
    assertThat(execute("run", spec.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("the spec names no topics");
  }

  private List<Path> saved() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("kept here"))) {
      return files.filter(file -> file.endsWith("_metadata")).toList();
    }
  }

  private int execute(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private void awaitApplied(EmbeddedKafka kafka, int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(committed(kafka.bootstrapServers(), "doors-applied"))
                    .hasSizeGreaterThanOrEqualTo(count));
  }

  private void send(EmbeddedKafka kafka, String lines) throws Exception {
    Path file = Files.writeString(folder.resolve("events.jsonl"), lines, UTF_8);
    dev.lockstep.connect.EventLines.send(List.of(file), kafka.bootstrapServers(), "doors");
  }

  private static List<String> committed(String servers, String topic) {
    List<String> values = new ArrayList<>();
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            servers,
            "group.id",
            "test-" + System.nanoTime(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    try (Consumer<String, String> consumer =
        new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      for (int empty = 0; empty < 5; ) {
        var records = consumer.poll(Duration.ofMillis(200));
        empty = records.isEmpty() ? empty + 1 : 0;
        records.forEach(each -> values.add(each.value()));
      }
    }
    return values;
  }

  /** A command in a thread of its own. */
  private final class Running {
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Thread thread;
    private final int from = out.getBuffer().length();

    Running(String... args) {
      thread = new Thread(() -> exit.complete(execute(args)));
      thread.start();
    }

    String awaitWord(String pattern) {
      var regex = java.util.regex.Pattern.compile(pattern);
      var found = new java.util.concurrent.atomic.AtomicReference<String>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                var matcher = regex.matcher(out.toString().substring(from));
                if (matcher.find()) {
                  found.set(matcher.group(1));
                }
                return found.get() != null || exit.isDone();
              });
      assertThat(found.get()).as(out + "\n" + err).isNotNull();
      return found.get();
    }

    int interrupt() {
      thread.interrupt();
      return exit.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    }
  }
}
