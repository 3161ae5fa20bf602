package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import dev.lockstep.event.Bytes;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where in a run on files a control event is carried out.
 *
 * @param file the name of the input file, null when none is named
 * @param afterLine the number of its line, from 1; null for the end
 */
public record ControlPlace(@Nullable String file, @Nullable Long afterLine) {
  private static final ControlPlace AT_THE_END = new ControlPlace(null, null);

  /**
   * The place that a control record names; what cannot be read is judged at the end.
   *
   * @throws NumberFormatException when the place is no number of a line
   */
  public static ControlPlace of(Bytes json) {
    try {
      ControlFields fields = ControlFields.of(new JsonFactory(), json);
      Bytes line = fields.afterLine;
      return new ControlPlace(fields.file, line == null ? null : number(line.utf8()));
    } catch (IOException unreadable) {
      return AT_THE_END;
    }
  }

  private static Long number(String text) {
    Long line = Long.valueOf(text);
    if (line < 1) {
      throw new NumberFormatException(text);
    }
    return line;
  }
}
