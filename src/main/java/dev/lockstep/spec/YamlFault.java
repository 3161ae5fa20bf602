package dev.lockstep.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in plain words where and why a text is not YAML. */
final class YamlFault {
  private static final String INDENT = "keys of one group begin in the same column, with spaces";

  /** What the parser says, in part, and what to do about it; the first that fits counts. */
  private static final Map<String, String> HINTS = new LinkedHashMap<>();

  static {
    HINTS.put("'\\t", "YAML takes no tab here: use spaces");
    HINTS.put(
        "mapping values are not allowed", "is the line indented too far, or a quote missing?");
    HINTS.put("could not find expected ':'", "a key is followed by a colon and a space");
    HINTS.put("expected <block end>", INDENT);
    HINTS.put("expected ',' or", "is a closing bracket or a comma missing?");
    HINTS.put("unexpected end of stream", "is a closing quote missing?");
    HINTS.put("expected the node content", "is a value missing?");
    HINTS.put("found character", "put the value in quotes");
    HINTS.put("found unknown escape", "use single quotes, or write \\\\ for a backslash");
  }

  private static final List<String> OPEN =
      List.of("could not find expected ':'", "expected ',' or", "unexpected end of stream");

  private YamlFault() {}

  static UnreadableSpec of(YAMLException fault, String text, Function<Mark, Position> positions) {
    if (fault instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      String said = String.valueOf(marked.getProblem()).replaceFirst("\\.? \\(.*\\)$", "");
      Mark mark = isLeftOpen(said, marked) ? marked.getContextMark() : marked.getProblemMark();
      return new UnreadableSpec(positions.apply(mark), "not YAML: " + said, hintFor(said));
    }
    if (fault instanceof ReaderException reader) {
      return new UnreadableSpec(
          positions.apply(markOf(text, reader.getPosition())),
          String.format("not YAML: the character U+%04X is not allowed", reader.getCodePoint()),
          "remove it: the file is UTF-8 text");
    }
    return new UnreadableSpec(Position.START, "not YAML: " + fault.getMessage(), INDENT);
  }

  /** Whether the mistake lies where something begins that is never ended. */
  private static boolean isLeftOpen(String said, MarkedYAMLException marked) {
    return marked.getContextMark() != null && OPEN.stream().anyMatch(said::contains);
  }

  private static String hintFor(String said) {
    return HINTS.entrySet().stream()
        .filter(entry -> said.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(INDENT);
  }

  private static Mark markOf(String text, int index) {
    String before = text.substring(0, Math.max(0, Math.min(index, text.length())));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n') - 1;
    return new Mark("", index, line, column, new int[0], 0);
  }
}
