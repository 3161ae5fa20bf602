package dev.lockstep.reduce;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.json.EightBytes;
import dev.lockstep.reconcile.Reducer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The event's data become the state, digit by digit; only the space between them goes. */
final class ReplaceReducer implements Reducer {
  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    Bytes data = event.data();
    if (data.length() == 0) {
      throw new IllegalArgumentException("the event has no data");
    }
    return compact(data);
  }

  /** A copy, too: a slice would keep the whole record for as long as the state lives. */
  private static Bytes compact(Bytes json) {
    byte[] from = json.array();
    byte[] to = new byte[json.length()];
    int end = json.offset() + json.length();
    int size = 0;
    int begin = json.offset();
    for (int at = begin; at < end; ) {
      if (from[at] == '"') {
        at = endOfText(from, at + 1, end);
      } else if (isSpace(from[at])) {
        System.arraycopy(from, begin, to, size, at - begin);
        size += at - begin;
        begin = ++at;
      } else {
        at++;
      }
    }
    System.arraycopy(from, begin, to, size, end - begin);
    size += end - begin;
    return Bytes.of(size == to.length ? to : Arrays.copyOf(to, size));
  }

  /** Behind the quote that ends a text. */
  private static int endOfText(byte[] json, int from, int end) {
    int at = EightBytes.endOfPlain(json, from, end);
    while (at < end && json[at] != '"') {
      at = EightBytes.endOfPlain(json, Math.min(end, at + (json[at] == '\\' ? 2 : 1)), end);
    }
    return Math.min(end, at + 1);
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
