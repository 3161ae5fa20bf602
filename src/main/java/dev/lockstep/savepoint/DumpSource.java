package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import java.io.IOException;

/** Where a dump comes from. */
public interface DumpSource {
  /** Brings all its lines before a reader, as long as that wants more. */
  void read(Reader reader) throws IOException;

  /** What one of its lines is called. */
  String word();

  /** Takes lines; each call says whether it wants more. */
  interface Reader {
    /** An entity as it is to begin. */
    boolean line(long number, DumpLine line) throws IOException;

    /** The dump as a whole is wrong. */
    void wrong(String why);

    /** A line that tells of none. */
    boolean wrong(long number, String why);

    /** A line, as text. */
    default boolean text(long number, String text) throws IOException {
      DumpLine line;
      try {
        line = DumpLine.of(text);
      } catch (IOException wrong) {
        return wrong(number, String.valueOf(wrong.getMessage()));
      }
      return line(number, line);
    }
  }
}
