package dev.lockstep.reduce;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
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
    int size = 0;
    boolean quoted = false;
    for (int i = json.offset(); i < json.offset() + json.length(); i++) {
      byte each = from[i];
      if (quoted || !isSpace(each)) {
        to[size++] = each;
      }
      if (each == '"') {
        quoted = !quoted;
      } else if (quoted && each == '\\') {
        to[size++] = from[++i];
      }
    }
    return Bytes.of(size == to.length ? to : Arrays.copyOf(to, size));
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
