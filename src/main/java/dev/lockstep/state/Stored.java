package dev.lockstep.state;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Entity;
import java.util.List;

/**
 * All that is read and written for an entity when an event comes in order.
 *
 * @param entity the entity
 * @param inline the bodies of held events that are kept with it, in the order in which they were
 *     held; larger ones are kept apart
 */
public record Stored(Entity entity, List<Inline> inline) {
  /** The most that the bodies kept with an entity may take when they are written, bytes. */
  public static final int INLINE_BYTES_AT_MOST = 4096;

  public Stored {
    inline = List.copyOf(inline);
  }

  /** Whether there is room for one more event beside these. */
  public static boolean mayKeep(List<Inline> inline, Event event) {
    long bytes = EventFormat.bytesWritten(event);
    for (Inline kept : inline) {
      bytes += EventFormat.bytesWritten(kept.event());
    }
    return bytes <= INLINE_BYTES_AT_MOST;
  }

  /** One held body, kept with its entity. */
  public record Inline(long slot, Event event) {}
}
