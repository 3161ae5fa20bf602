package dev.lockstep.codec;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.json.EightBytes;
import dev.lockstep.json.Utf8;

/** The line of an analytics event: its value as it was read, on one line. */
public final class AnalyticsLine {
  private AnalyticsLine() {}

  /** The line, without its end. */
  public static Bytes of(AnalyticsEvent event) {
    Bytes value = event.raw().value();
    if (value == null) {
      throw new IllegalStateException("an event without a value: " + event.raw().origin());
    }
    Bytes unmarked = Utf8.withoutMark(value);
    int end = unmarked.offset() + unmarked.length();
    if (EightBytes.endOfLine(unmarked.array(), unmarked.offset(), end) == end) {
      return unmarked;
    }
    byte[] line = unmarked.toByteArray();
    JsonLine.fold(line, 0, line.length);
    return Bytes.of(line);
  }
}
