package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that are no events, among good ones: each is set aside with its bytes, none stops the
 * job.
 */
final class MalformedRunIT {
  private static final long SEED = 20_261_121;
  private static final int MALFORMED = 1_000;
  private static final String GOOD =
      "{\"entity\":\"e%d\",\"id\":\"i%d\",\"version\":1,\"time\":%d,\"data\":{\"n\":%d}}";

  @TempDir private Path folder;

  @Test
  void everyOneIsSetAsideWithItsBytesAndTheGoodOnesGoOn() throws Exception {
    Random random = new Random(SEED);
    List<Bytes> malformed = new ArrayList<>();
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (int i = 0; i < MALFORMED; i++) {
      byte[] record = malformed(i, random);
      malformed.add(Bytes.of(record));
      input.write(record);
      input.write('\n');
      input.writeBytes((GOOD.formatted(i, i, i, i) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("input.jsonl"), input.toByteArray());
    Path output = Files.createDirectory(folder.resolve("out"));

    Tally tally =
        FileRun.await(
            new FileRun(spec(), List.of(file), ControlLines.NONE, output, 2, false, List.of())
                .start());

    assertThat(tally.get(Tally.RECEIVED)).isEqualTo(2 * MALFORMED);
    assertThat(tally.get(Verdict.MALFORMED)).as("seed %d", SEED).isEqualTo(MALFORMED);
    assertThat(tally.get(Verdict.APPLIED)).isEqualTo(MALFORMED);
    assertThat(tally.get(Tally.HELD)).isZero();
    assertThat(setAside(output)).containsExactlyInAnyOrderElementsOf(malformed);
  }

  @Test
  void timesInSecondsAreToldOnceAndReadAsTheyAre() throws Exception {
    long seconds = System.currentTimeMillis() / 1_000;
    String lines = GOOD.formatted(1, 1, seconds, 1) + "\n" + GOOD.formatted(2, 2, seconds, 2);
    Path file = Files.writeString(folder.resolve("seconds.jsonl"), lines);
    Path output = Files.createDirectory(folder.resolve("out"));
    try (LogLines log = LogLines.ofAll()) {
      FileRun.await(
          new FileRun(spec(), List.of(file), ControlLines.NONE, output, 2, false, List.of())
              .start());
      assertThat(log.lines().stream().filter(line -> line.contains("look like seconds")))
          .singleElement()
          .asString()
          .contains(seconds + " is taken for 1970-01-", "as seconds it is 20");
    }
    assertThat(Files.readString(output.resolve("applied.jsonl"))).contains("\"time\":" + seconds);
  }

  private static byte[] malformed(int i, Random random) {
    String good = GOOD.formatted(i, i, i, i);
    String text =
        switch (i % 16) {
          case 0 -> good.substring(0, 1 + random.nextInt(good.length() - 1));
          case 1 -> good + good;
          case 2 -> good.replace("\"version\":1,", "");
          case 3 -> good.replace("\"version\":1", "\"version\":" + random.nextDouble());
          case 4 -> good.replace("\"version\":1", "\"version\":-" + (1 + random.nextInt(9)));
          case 5 -> good.replace("\"version\":1", "\"version\":9223372036854775808");
          case 6 -> good.replaceFirst("\"entity\":\"e\\d+\"", "\"entity\":" + wrong(random));
          case 7 -> good.replaceFirst("\"time\":\\d+", "\"time\":\"yesterday\"");
          case 8 -> good.replaceFirst("\"time\":\\d+", "\"time\":4102444800000");
          case 9 -> "[".repeat(1_000 + random.nextInt(100_000));
          case 10 -> good.replace("\"n\":", "\"n\":" + "9".repeat(2_000 + random.nextInt(500)));
          case 11 -> "{\"entity\":\"e\",\"entity\":\"f\"," + good.substring(1);
          case 12 -> good.replace("\"n\":" + i, "\"n\":NaN");
          case 13 -> "null";
          case 14 -> good.replace("\"data\":", "\"daten\":");
          case 15 -> "x".repeat((1 << 20) + 1);
          default -> throw new AssertionError(i);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (i % 160 == 0) {
      bytes[bytes.length / 2] = (byte) 0xFF;
    }
    return bytes;
  }

  private static String wrong(Random random) {
    return List.of("null", "{}", "[]", "true", "\"\"").get(random.nextInt(5));
  }

  private static List<Bytes> setAside(Path output) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Bytes> values = new ArrayList<>();
    try (var lines = Files.lines(output.resolve("dead-letters.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode letter = json.readTree(line);
        values.add(
            letter.hasNonNull("value")
                ? Bytes.utf8(letter.get("value").asText())
                : Bytes.of(Base64.getDecoder().decode(letter.get("valueBase64").asText())));
      }
    }
    return values;
  }

  private static JobSpec spec() {
    SpecParser.Parsed parsed =
        SpecParser.parse(
            """
            name: malformed
            event: {entity: /entity, id: /id, version: /version, time: /time, data: /data}
            """,
            List.of(),
            Map.of());
    return Objects.requireNonNull(parsed.spec(), parsed.problems().toString());
  }
}
