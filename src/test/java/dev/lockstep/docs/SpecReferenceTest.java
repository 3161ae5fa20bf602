package dev.lockstep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.Problem;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/spec.md} lists the keys that the parser knows. */
class SpecReferenceTest {
  private static final String STRAY = "qqqqqqqqqqqq";
  private static final String SPEC_WITH_A_STRAY_KEY_IN_EVERY_GROUP =
      """
      STRAY: 1
      name: reference
      source: {STRAY: 1, kafka: {STRAY: 1, bootstrap-servers: "a:1", topics: [t]}}
      event: {STRAY: 1, entity: /e, version: {STRAY: 1, text: /v}}
      lanes: {STRAY: 1}
      order: {STRAY: 1}
      duplicates: {STRAY: 1}
      watermarks: {STRAY: 1}
      overrides: {TYPE: {STRAY: 1}}
      state: {STRAY: 1, reduce: {FIELD: {STRAY: 1, sum: /a}}, lifecycle: {STRAY: 1}, expire: {STRAY: 1}, invariants: [{STRAY: 1}]}
      outputs: {STRAY: 1, verdicts: {STRAY: 1, kafka: {STRAY: 1, topic: v}}, incidents: {STRAY: 1}, applied: {STRAY: 1}}
      control: {STRAY: 1, kafka: {STRAY: 1, topic: c}}
      flink: {STRAY: 1}
      """
          .replace("STRAY", STRAY);
  private static final Pattern GROUP = Pattern.compile("^## (\\S+)$", Pattern.MULTILINE);
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

  @Test
  void everyKeyOfTheParserIsListedAndNoOther() throws IOException {
    assertThat(documented()).isEqualTo(known());
  }

  private static Map<String, Set<String>> known() {
    Map<String, Set<String>> keys = new TreeMap<>();
    for (Problem problem :
        SpecParser.parse(SPEC_WITH_A_STRAY_KEY_IN_EVERY_GROUP, List.of(), Map.of()).problems()) {
      String hint = problem.hint() == null ? "" : problem.hint();
      if (problem.path().endsWith(STRAY) && hint.startsWith("keys here: ")) {
        String group = problem.path().replaceFirst("\\.?" + STRAY, "");
        keys.computeIfAbsent(documentedAs(group), any -> new TreeSet<>())
            .addAll(List.of(hint.substring("keys here: ".length()).split(", ")));
      }
    }
    return keys;
  }

  /** Outputs and the items of a list are described together. */
  private static String documentedAs(String group) {
    return group.isEmpty()
        ? "top"
        : group
            .replaceAll("outputs\\.(verdicts|incidents|applied)", "outputs.OUTPUT")
            .replace("[0]", "");
  }

  private static Map<String, Set<String>> documented() throws IOException {
    String text = Files.readString(Path.of("docs/spec.md"));
    Map<String, Set<String>> keys = new TreeMap<>();
    Matcher groups = GROUP.matcher(text);
    int end;
    for (boolean more = groups.find(); more; ) {
      String name = groups.group(1);
      int begin = groups.end();
      more = groups.find();
      end = more ? groups.start() : text.length();
      Set<String> rows = new TreeSet<>();
      ROW.matcher(text.substring(begin, end)).results().forEach(row -> rows.add(row.group(1)));
      keys.put(name, rows);
    }
    return keys;
  }
}
