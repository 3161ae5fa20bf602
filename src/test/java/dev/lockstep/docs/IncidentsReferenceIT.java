package dev.lockstep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.job.FileRun;
import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/incidents.md} has every kind of incident and every field, in lines of a real run. */
class IncidentsReferenceIT {
  private static final Path STORY = Path.of("src/test/resources/incidents");
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
  private static final Pattern EXAMPLE = Pattern.compile("^ {4}(\\{.*})$", Pattern.MULTILINE);

  /** What is another number on each run: how far time was when it was written. */
  private static final Pattern MOMENT =
      Pattern.compile(",\"(watermark|deadline|since)\":(\\d+|null)");

  @TempDir private static Path folder;
  private static List<String> raised = List.of();
  private static String page = "";

  @BeforeAll
  static void run() throws Exception {
    page = Files.readString(Path.of("docs/incidents.md"));
    List<String> records = new ArrayList<>(Files.readAllLines(STORY.resolve("input.jsonl")));
    records.addAll(badRelease());
    Path input = Files.write(folder.resolve("input.jsonl"), records);
    Path output = Files.createDirectory(folder.resolve("out"));
    String yaml = Files.readString(STORY.resolve("spec.yaml"));
    var spec = Objects.requireNonNull(SpecParser.parse(yaml, List.of(), Map.of()).spec());
    ControlLines controls = ControlLines.read(STORY.resolve("control.jsonl"), List.of(input));
    FileRun.await(new FileRun(spec, List.of(input), controls, output, 1, false, List.of()).start());
    raised = Files.readAllLines(output.resolve("incidents.jsonl"));
  }

  /** Every fourth of a thousand fees overdraws its account. */
  private static List<String> badRelease() {
    String fee =
        "{\"account\":\"fee-%d\",\"id\":\"fee-%1$d\",\"type\":\"Fee\",\"version\":1,"
            + "\"time\":1772445700000,\"data\":{\"amount\":%d}}";
    return Stream.iterate(0, i -> i + 1)
        .limit(1_000)
        .map(i -> fee.formatted(i, i % 4 == 0 ? -1 : 1))
        .toList();
  }

  @Test
  void everyKindIsInTheTableAndIsRaisedInTheStory() {
    Set<String> kinds = Stream.of(Kind.values()).map(Kind::name).collect(Collectors.toSet());
    assertThat(rows("## Kinds")).isEqualTo(kinds);
    assertThat(raised.stream().map(line -> read(line).get("kind").asText()))
        .containsOnlyOnceElementsOf(Set.of("POISON_RATE"))
        .containsAll(kinds);
  }

  @Test
  void everyFieldIsInTheTableAndNoOther() {
    Set<String> fields = new TreeSet<>();
    fields.add("deadline"); // only if a watermark came in time
    fields.add("portrait.cut"); // only of what is too large for a topic
    for (String line : raised) {
      collect("", read(line), fields);
    }
    assertThat(fields).isEqualTo(rows("## Fields"));
  }

  @Test
  void everyKindHasAnExampleOfThisRun() {
    List<String> examples =
        EXAMPLE.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(examples.stream().map(each -> read(each).get("kind").asText()))
        .containsExactlyInAnyOrderElementsOf(rows("## Kinds"));
    assertThat(timeless(raised)).containsAll(timeless(examples));
  }

  private static List<String> timeless(List<String> lines) {
    return lines.stream().map(line -> MOMENT.matcher(line).replaceAll("")).toList();
  }

  private static Set<String> rows(String heading) {
    int from = page.indexOf(heading);
    int to = page.indexOf("\n## ", from + 1);
    return ROW.matcher(page.substring(from, to))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields of an incident; what is in `origin`, `control` and `portrait` with its path. */
  private static void collect(String path, JsonNode node, Set<String> fields) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              fields.add(path + name);
              if (path.isEmpty() && node.get(name).isObject()) {
                collect(name + ".", node.get(name), fields);
              }
            });
  }

  private static JsonNode read(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException broken) {
      throw new IllegalStateException("no JSON: " + line, broken);
    }
  }
}
