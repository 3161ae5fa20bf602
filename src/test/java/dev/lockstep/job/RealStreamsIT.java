package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Excerpts of real streams through the real job: every entity's last state is the right one. */
final class RealStreamsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT =
      "entity: /entity, id: /id, type: /type, time: /time, delete: /deleted, data: /data";

  @TempDir private Path output;

  @ParameterizedTest(name = "{0} by {1}, parallelism {2}")
  @CsvSource({
    "osm-faroe, latest, 1",
    "osm-faroe, latest, 4",
    "etcd-watch, latest, 4",
    "lorawan-helium, latest, 4",
    "order-book, latest, 4",
    "cluster-tasks, time, 1",
    "cluster-tasks, time, 4",
  })
  void everyLastStateIsRight(String stream, String by, int parallelism) throws Exception {
    JobSpec spec = by.equals("time") ? byTime() : byLatest(stream);

    Tally tally = run(stream, spec, parallelism, false);

    assertThat(lastStates()).isEqualTo(expected(stream));
    assertThat(tally.get(Tally.RECEIVED)).isEqualTo(lines(stream(stream + ".jsonl")).size());
    assertThat(tally.verdicts()).isEqualTo(tally.get(Tally.RECEIVED));
  }

  @Test
  void versionsThatWereRemovedForGoodHoldBackOnlyWhatIsBehindThem() throws Exception {
    Tally tally = run("osm-faroe", byVersion(), 4, false);

    long behindGaps = behindGaps("osm-faroe");
    assertThat(behindGaps).isPositive();
    assertThat(tally.get(Tally.HELD)).isEqualTo(behindGaps);
    assertThat(tally.get(Verdict.APPLIED)).isEqualTo(distinct("osm-faroe") - behindGaps);
    Map<String, Long> applied = new HashMap<>();
    for (JsonNode line : lines(output.resolve("applied.jsonl"))) {
      long next = applied.getOrDefault(line.get("entity").asText(), 0L) + 1;
      assertThat(line.get("version").asLong()).as(line.toString()).isEqualTo(next);
      applied.put(line.get("entity").asText(), next);
    }
  }

  @Test
  void skippedAtTheEndTheyHoldBackNothing() throws Exception {
    Tally tally = run("osm-faroe", byVersion(), 4, true);

    assertThat(lastStates()).isEqualTo(expected("osm-faroe"));
    assertThat(tally.get(Tally.HELD)).isZero();
    assertThat(tally.get(Verdict.APPLIED)).isEqualTo(distinct("osm-faroe"));
  }

  @Test
  void framesThatDifferInTimeAreDuplicatesAndInPayloadConflicts() throws Exception {
    Tally tally = run("lorawan-helium", byLatest("lorawan-helium"), 4, false);

    assertThat(tally.get(Verdict.CONFLICT)).isEqualTo(2);
    assertThat(lines(output.resolve("incidents.jsonl")))
        .extracting(line -> line.get("kind").asText())
        .containsExactly("CONFLICT", "CONFLICT");
  }

  private Tally run(String stream, JobSpec spec, int parallelism, boolean skipAtEnd)
      throws Exception {
    List<Path> inputs = List.of(stream(stream + ".jsonl"));
    return FileRun.await(
        new FileRun(spec, inputs, ControlLines.NONE, output, parallelism, skipAtEnd, List.of())
            .start());
  }

  private static JobSpec byLatest(String stream) {
    String ties = stream.equals("order-book") ? "keep" : "conflict";
    return spec("version: /version", "{by: latest, ties: " + ties + "}", "{remember: 4000d}");
  }

  private static JobSpec byVersion() {
    return spec("version: /version", "{by: version, on-gap: wait}", "{remember: 4000d}");
  }

  private static JobSpec byTime() {
    return spec("rank: [/micros, /rank]", "{by: time}", "{remember: 4000d}");
  }

  private static JobSpec spec(String place, String order, String duplicates) {
    String yaml =
        """
        lockstep: 1
        name: real
        event: {%s, %s}
        order: %s
        duplicates: %s
        watermarks: {out-of-orderness: 1000d}
        """
            .formatted(EVENT, place, order, duplicates);
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(), Map.of());
    return Objects.requireNonNull(parsed.spec(), parsed.problems().toString());
  }

  private Map<String, JsonNode> lastStates() throws IOException {
    Map<String, JsonNode> last = new HashMap<>();
    for (JsonNode line : lines(output.resolve("state.jsonl"))) {
      last.put(
          line.get("entity").asText(),
          outcome(line.get("version"), line.get("deleted"), line.get("state")));
    }
    return last;
  }

  private static Map<String, JsonNode> expected(String stream) throws Exception {
    Map<String, JsonNode> last = new HashMap<>();
    for (JsonNode line : lines(stream(stream + ".expected.jsonl"))) {
      boolean deleted = line.get("deleted").asBoolean();
      JsonNode data = deleted ? JSON.nullNode() : line.get("data");
      last.put(
          line.get("entity").asText(), outcome(line.get("version"), line.get("deleted"), data));
    }
    return last;
  }

  private static JsonNode outcome(JsonNode version, JsonNode deleted, JsonNode state) {
    return JSON.createArrayNode().add(version).add(deleted).add(state);
  }

  private static int distinct(String stream) throws Exception {
    Set<String> ids = new HashSet<>();
    lines(stream(stream + ".jsonl")).forEach(line -> ids.add(line.get("id").asText()));
    return ids.size();
  }

  /** How many distinct events have a missing version below them. */
  private static int behindGaps(String stream) throws Exception {
    Map<String, Set<Long>> versions = new HashMap<>();
    for (JsonNode line : lines(stream(stream + ".jsonl"))) {
      versions
          .computeIfAbsent(line.get("entity").asText(), entity -> new HashSet<>())
          .add(line.get("version").asLong());
    }
    int behind = 0;
    for (Set<Long> seen : versions.values()) {
      long next = 1;
      while (seen.contains(next)) {
        next++;
      }
      behind += seen.size() - (int) (next - 1);
    }
    return behind;
  }

  private static Path stream(String file) throws URISyntaxException {
    URL url = RealStreamsIT.class.getResource("/streams/" + file);
    return Path.of(Objects.requireNonNull(url, file).toURI());
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.map(RealStreamsIT::parse).toList();
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException notJson) {
      throw new AssertionError(line, notJson);
    }
  }
}
