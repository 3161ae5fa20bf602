package dev.lockstep.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How often an event was set aside and replayed, as its record's header says. */
public final class Laps {
  /** The header that a replay counts in, a decimal number. */
  public static final String HEADER = "lockstep-laps";

  /** The header that names the record which a replayed one was before. */
  public static final String REPLAYED_FROM = "lockstep-replayed-from";

  private Laps() {}

  /** Whether a header of this name tells of a replay. */
  public static boolean isTold(String header) {
    return header.equals(HEADER) || header.equals(REPLAYED_FROM);
  }

  /** The laps of a record; 0 when it never was a dead letter, or the header is not a number. */
  public static int of(List<Header> headers) {
    int laps = 0;
    for (Header header : headers) {
      if (header.name().equals(HEADER)) {
        laps = count(header.value());
      }
    }
    return laps;
  }

  private static int count(@Nullable Bytes value) {
    if (value == null || value.length() == 0 || value.length() > 6) {
      return 0;
    }
    String digits = value.utf8();
    return digits.chars().allMatch(each -> each >= '0' && each <= '9')
        ? Integer.parseInt(digits)
        : 0;
  }
}
