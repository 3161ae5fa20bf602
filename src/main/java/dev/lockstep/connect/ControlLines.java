package dev.lockstep.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The control events of a run on files: JSON lines with {@code after-line}, the number of the input
 * line after which each of them is carried out. Without one it is at the end of the input; {@code
 * file} names the input file when there are several, else it is the first.
 *
 * @param lines in the order in which they are carried out
 */
public record ControlLines(List<Line> lines) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No control events. */
  public static final ControlLines NONE = new ControlLines(List.of());

  public ControlLines {
    lines = List.copyOf(lines);
  }

  /**
   * One control event.
   *
   * @param file the name of the input file
   * @param afterLine the number of its line, from 1; {@link Long#MAX_VALUE} for the end
   * @param name the name of the control file
   * @param number the number of the control line, from 1
   * @param json the line
   */
  public record Line(String file, long afterLine, String name, long number, String json)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    Bytes bytes() {
      return Bytes.utf8(json);
    }
  }

  /**
   * The control events of a file.
   *
   * @param control the file
   * @param inputs the input files, in their order
   */
  public static ControlLines read(Path control, List<Path> inputs) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Line> lines = new ArrayList<>();
    long number = 0;
    for (String line : Files.readAllLines(control)) {
      number++;
      if (!line.isBlank()) {
        lines.add(line(control, number, line, json, inputs));
      }
    }
    lines.sort(Comparator.comparingLong(Line::afterLine));
    return new ControlLines(lines);
  }

  private static Line line(
      Path control, long number, String text, ObjectMapper json, List<Path> inputs) {
    String name = String.valueOf(control.getFileName());
    boolean placed = false;
    long afterLine = Long.MAX_VALUE;
    String file = "";
    try {
      JsonNode tree = json.readTree(text);
      placed = tree.path("after-line").canConvertToLong();
      afterLine = placed ? tree.path("after-line").longValue() : Long.MAX_VALUE;
      file = tree.path("file").asText("");
    } catch (IOException unreadable) {
      // It is no JSON: the decoder says so, as of any other record, at the end of the input.
      placed = false;
    }
    Path byDefault = placed ? inputs.get(0) : inputs.get(inputs.size() - 1);
    String of = file.isEmpty() ? String.valueOf(byDefault.getFileName()) : file;
    return new Line(of, afterLine, name, number, text);
  }

  /** Those of one input file. */
  List<Line> of(String file) {
    return lines.stream().filter(line -> line.file().equals(file)).toList();
  }
}
