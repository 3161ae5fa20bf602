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

  private static final long ENTITY_BYTES = 320;
  private static final long SEEN_BYTES = 50;
  private static final long HELD_BYTES = 160;
  private static final long QUARANTINE_BYTES = 1000;

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

  /** About what it takes on the heap, bytes. */
  public long heapBytes() {
    long bytes = ENTITY_BYTES + SEEN_BYTES * entity.memory().size();
    bytes += entity.state() == null ? 0 : entity.state().array().length;
    bytes += HELD_BYTES * entity.held().entries().size();
    for (Inline kept : inline) {
      bytes += HELD_BYTES + 2 * EventFormat.bytesWritten(kept.event());
    }
    return entity.quarantine() == null ? bytes : bytes + QUARANTINE_BYTES;
  }

  /** One held body, kept with its entity. */
  public record Inline(long slot, Event event) {}
}
