package dev.lockstep.connect;

import dev.lockstep.codec.ControlPlace;
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
   * @throws IllegalArgumentException when a line is for a place that there is not: it would never
   *     be carried out
   */
  public static ControlLines read(Path control, List<Path> inputs) throws IOException {
    List<Line> lines = new ArrayList<>();
    long number = 0;
    for (String line : Files.readAllLines(control)) {
      number++;
      if (!line.isBlank()) {
        lines.add(line(control, number, line, inputs));
      }
    }
    lines.sort(Comparator.comparingLong(Line::afterLine));
    return new ControlLines(lines);
  }

  private static Line line(Path control, long number, String json, List<Path> inputs) {
    ControlPlace place = placed(number, json, inputs);
    Long afterLine = place.afterLine();
    Path byDefault = inputs.get(afterLine == null ? inputs.size() - 1 : 0);
    String file = place.file() == null ? String.valueOf(byDefault.getFileName()) : place.file();
    long after = afterLine == null ? Long.MAX_VALUE : afterLine;
    return new Line(file, after, String.valueOf(control.getFileName()), number, json);
  }

  private static ControlPlace placed(long number, String json, List<Path> inputs) {
    ControlPlace place;
    try {
      place = ControlPlace.of(Bytes.utf8(json));
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "line " + number + ": `after-line` is no number from 1", wrong);
    }
    List<String> names = inputs.stream().map(each -> String.valueOf(each.getFileName())).toList();
    if (place.file() != null && !names.contains(place.file())) {
      throw new IllegalArgumentException(
          "line " + number + ": there is no input file `" + place.file() + "`, only " + names);
    }
    return place;
  }

  /** Those of one input file. */
  List<Line> of(String file) {
    return lines.stream().filter(line -> line.file().equals(file)).toList();
  }
}
