package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators get wrong, in the whole job: each has one clear answer, and nothing comes of it.
 */
final class BadControlsIT {
  private static final String SPEC =
      """
      lockstep: 1
      name: controls
      event: {entity: /e, id: /i, version: /v, data: /d}
      """;

  /** A control record, its quotes written as apostrophes, and the answer. */
  private static final List<List<String>> ANSWERS =
      List.of(
          List.of("release a", ": it is no JSON: Unrecognized token 'release'..."),
          List.of("[1]", ": it is no JSON object"),
          List.of("{'control':'1','verb':'skip','by':'ana'}", ": 1: `entity` is missing"),
          List.of(
              "{'control':'2','entity':'a','verb':'kill','by':'ana'}",
              "a: 2: `verb` cannot be `kill`: one of [inspect, release, skip..."),
          List.of(
              "{'control':'3','entity':'a','verb':'advance','by':'ana','version':[3,12]}",
              "a: 3: `version` is no version of this job, a number: [3,12]"),
          List.of(
              "{'control':'4','entity':'a','verb':'reset','by':'ana','version':-1}",
              "a: 4: `version` is no version of this job, a number: -1"),
          List.of(
              "{'control':'5','entity':'a','verb':'advance','by':'ana','version':1}",
              "a: the settled version is 2"),
          List.of(
              "{'control':'6','entity':'a','verb':'reset','by':'ana','version':0}",
              "a: version 0 is before the start"),
          List.of(
              "{'control':'7','entity':'a','verb':'release','by':'ana','culprit':'x'}",
              "a: the entity is not quarantined"),
          List.of(
              "{'control':'8','entity':'nobody','verb':'release','by':'ana','culprit':'x'}",
              "nobody: the entity is not quarantined"),
          List.of(
              "{'control':'9','entity':'nobody','verb':'skip','by':'ana','culprit':'1'}",
              "nobody: the entity is not quarantined, and nothing of it is missing"),
          List.of(
              "{'control':'10','entity':'nobody','verb':'advance','by':'ana'}",
              "nobody: a version to advance to is missing"));

  @TempDir private Path folder;
  private Path input;

  @BeforeEach
  void write() throws Exception {
    input = folder.resolve("input.jsonl");
    Files.writeString(input, event(1) + event(2) + event(3));
  }

  private static String event(int version) {
    return "{\"e\":\"a\",\"i\":\"i%d\",\"v\":%<d,\"d\":{\"n\":%<d}}\n".formatted(version);
  }

  @Test
  void eachHasItsAnswerAndTheJobGoesOn() throws Exception {
    List<String> lines = new ArrayList<>();
    for (List<String> answer : ANSWERS) {
      String line = answer.get(0).replace('\'', '"');
      lines.add(line.startsWith("{") ? line.replace("\"by\"", "\"after-line\":2,\"by\"") : line);
    }
    Path output = Files.createDirectory(folder.resolve("out"));
    Tally tally = FileRun.await(run(lines, output).start());

    List<String> answers = new ArrayList<>();
    for (String line : Files.readAllLines(output.resolve("incidents.jsonl"))) {
      JsonNode incident = new ObjectMapper().readTree(line);
      assertThat(incident.get("kind").asText()).isEqualTo("CONTROL_REFUSED");
      assertThat(incident.at("/origin/topic").asText()).isEqualTo("control.jsonl");
      answers.add(incident.get("entity").asText() + ": " + incident.get("detail").asText());
    }
    assertThat(answers).hasSize(ANSWERS.size());
    for (List<String> answer : ANSWERS) {
      assertThat(answers).filteredOn(each -> fits(each, answer.get(1))).hasSize(1);
    }
    assertThat(tally.get(Verdict.APPLIED)).isEqualTo(3);
    assertThat(tally.get(Tally.RECEIVED)).as("controls are no events").isEqualTo(3);
    assertThat(Files.readAllLines(output.resolve("state.jsonl"))).hasSize(3);
    for (String nothing : List.of("dead-letters", "verdicts", "quarantine")) {
      assertThat(output.resolve(nothing + ".jsonl")).isEmptyFile();
    }
  }

  /** Words of others, and long lists, are left out. */
  private static boolean fits(String answer, String awaited) {
    return awaited.endsWith("...")
        ? answer.startsWith(awaited.replace("...", ""))
        : answer.equals(awaited);
  }

  @Test
  void aControlEventForAPlaceThatThereIsNotIsNeverSilentlyLost() {
    String skip = "{\"control\":\"c\",\"entity\":\"a\",\"verb\":\"skip\",\"by\":\"ana\",%s}";
    assertThatThrownBy(() -> run(List.of(skip.formatted("\"file\":\"imput.jsonl\"")), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 1: there is no input file `imput.jsonl`, only [input.jsonl]");
    assertThatThrownBy(() -> run(List.of("", skip.formatted("\"after-line\":\"two\"")), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2: `after-line` is no number from 1");
    assertThatThrownBy(() -> run(List.of("", skip.formatted("\"after-line\":0")), folder))
        .hasMessage("line 2: `after-line` is no number from 1");
  }

  private FileRun run(List<String> controls, Path output) throws Exception {
    Path file = Files.write(folder.resolve("control.jsonl"), controls);
    JobSpec spec = Objects.requireNonNull(SpecParser.parse(SPEC, List.of(), Map.of()).spec());
    return new FileRun(
        spec, List.of(input), ControlLines.read(file, List.of(input)), output, 1, false, List.of());
  }
}
