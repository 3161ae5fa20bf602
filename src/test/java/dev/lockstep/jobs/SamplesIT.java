package dev.lockstep.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.job.FileRun;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each job on its sample comes to what {@code jobs/README.md} says, through the real job. */
class SamplesIT {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir private Path output;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "door-locks",
        "wallet",
        "orders",
        "profiles",
        "ledger",
        "ledgers",
        "cluster-jobs",
        "cluster-tasks"
      })
  void theSampleComesToWhatIsDocumented(String name) throws Exception {
    Tally tally = run(name);

    List<String> outcome = new ArrayList<>();
    outcome.add(counts(tally));
    outcome.addAll(verdicts());
    outcome.addAll(incidents());
    outcome.addAll(states());
    assertThat(String.join("\n", outcome)).isEqualTo(documented(name));
  }

  private Tally run(String name) throws Exception {
    String yaml = Files.readString(Path.of("jobs", name + ".yaml"));
    var spec = Objects.requireNonNull(SpecParser.parse(yaml, List.of(), Map.of()).spec());
    List<Path> sample = List.of(Path.of("jobs", "samples", name + ".jsonl"));
    return FileRun.await(
        new FileRun(spec, sample, ControlLines.NONE, output, 2, false, List.of()).start());
  }

  private static String counts(Tally tally) {
    List<String> terms = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      if (tally.get(verdict) > 0) {
        terms.add(tally.get(verdict) + " " + verdict);
      }
    }
    long parked = tally.get(Tally.PARKED);
    terms.add(
        tally.get(Tally.HELD) + " held" + (parked == 0 ? "" : ", " + parked + " of them parked"));
    return tally.get(Tally.RECEIVED) + " received = " + String.join(" + ", terms);
  }

  /** In the order of the lines that they are about. */
  private List<String> verdicts() throws IOException {
    return lines("verdicts.jsonl").stream()
        .sorted(Comparator.comparingInt(each -> each.at("/origin/offset").asInt()))
        .map(
            each ->
                "line %d: %s(%s)"
                    .formatted(
                        each.at("/origin/offset").asInt(),
                        each.get("verdict").asText(),
                        each.get("reason").asText()))
        .toList();
  }

  private List<String> incidents() throws IOException {
    return lines("incidents.jsonl").stream()
        .map(
            each ->
                "incident %s: %s %s..%s"
                    .formatted(
                        each.get("kind").asText(),
                        each.get("entity").asText(),
                        each.get("from").asText(),
                        each.get("to").asText()))
        .sorted()
        .toList();
  }

  private List<String> states() throws IOException {
    Map<String, String> last = new TreeMap<>();
    for (JsonNode change : lines("state.jsonl")) {
      String state = change.get("deleted").asBoolean() ? "deleted" : change.get("state").toString();
      last.put(
          change.get("entity").asText(),
          "%s at version %s: %s"
              .formatted(change.get("entity").asText(), change.get("version"), state));
    }
    return List.copyOf(last.values());
  }

  private List<JsonNode> lines(String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve(file))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static String documented(String name) throws IOException {
    Pattern section =
        Pattern.compile(
            "^## " + name + "$.*?^```$\n(.*?)\n^```$", Pattern.MULTILINE | Pattern.DOTALL);
    Matcher found = section.matcher(Files.readString(Path.of("jobs", "README.md")));
    assertThat(found.find()).as("jobs/README.md has the outcome of " + name).isTrue();
    return found.group(1);
  }
}
