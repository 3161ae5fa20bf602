package dev.lockstep.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it was read: nothing of it is changed on its way through.
 *
 * @param value the record's value, null for a tombstone
 * @param key the record's key, null when it has none
 * @param headers in their order
 * @param origin where it was read
 */
public record Raw(@Nullable Bytes value, @Nullable Bytes key, List<Header> headers, Origin origin) {
  public Raw {
    headers = List.copyOf(headers);
  }
}
