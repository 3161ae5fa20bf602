package dev.lockstep.replay;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record as it goes back: its own key, bytes and headers, one lap further. */
final class Outgoing {
  private static final Pattern ORIGIN = Pattern.compile("(.+)/(\\d{1,9})@(\\d{1,18})");

  private Outgoing() {}

  /**
   * The record.
   *
   * @param whole as it was read
   * @param laps how often it was replayed before
   */
  static Raw of(Raw whole, int laps) {
    List<Header> headers = new ArrayList<>();
    for (Header header : whole.headers()) {
      if (!Laps.isTold(header.name())) {
        headers.add(header);
      }
    }
    headers.add(new Header(Laps.HEADER, Bytes.utf8(Integer.toString(laps + 1))));
    headers.add(new Header(Laps.REPLAYED_FROM, Bytes.utf8(whole.origin().toString())));
    return new Raw(whole.value(), whole.key(), headers, whole.origin());
  }

  /** Which record a replayed one was before; null for one that was not replayed. */
  static @Nullable Origin replayedFrom(Raw raw) {
    for (Header header : raw.headers()) {
      Bytes value = header.value();
      if (header.name().equals(Laps.REPLAYED_FROM) && value != null) {
        Matcher origin = ORIGIN.matcher(value.utf8());
        return origin.matches()
            ? new Origin(
                origin.group(1), Integer.parseInt(origin.group(2)), Long.parseLong(origin.group(3)))
            : null;
      }
    }
    return null;
  }
}
