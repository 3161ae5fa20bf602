package dev.lockstep.state;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity with its small held bodies: as a value, all that is read and written when an event
 * comes in order.
 *
 * @param entity the entity
 * @param inline the bodies of held events that are kept with it, in the order in which they were
 *     held; larger ones are kept apart
 * @param apart how much of the entity's memory is kept apart too; in a {@link #value()} the memory
 *     is without it
 */
public record Stored(Entity entity, List<Inline> inline, Apart apart) {
  /** The most that the bodies kept with an entity may take when they are written, bytes. */
  public static final int INLINE_BYTES_AT_MOST = 4096;

  private static final long ENTITY_BYTES = 240;
  private static final long HELD_BYTES = 160;
  private static final long QUARANTINE_BYTES = 1000;

  public Stored {
    inline = List.copyOf(inline);
  }

  /** An entity of which everything is in its value. */
  public Stored(Entity entity, List<Inline> inline) {
    this(entity, inline, Apart.NONE);
  }

  /** The value that is written: without what is kept apart. */
  public Stored value() {
    Memory memory = entity.memory();
    return apart.events() == 0 ? this : remembering(memory.part(apart.events(), memory.size()));
  }

  /**
   * The whole of a value that was read.
   *
   * @param kept what is kept apart, oldest first, null for nothing
   * @throws IOException if it is not as many events as the value says
   */
  public Stored whole(@Nullable Iterable<Memory> kept) throws IOException {
    if (apart.events() == 0) {
      return this;
    }
    List<Memory> parts = new ArrayList<>();
    long there = 0;
    for (Memory each : kept == null ? List.<Memory>of() : kept) {
      parts.add(each);
      there += each.size();
    }
    if (there != (long) apart.events() + apart.forgotten()) {
      throw new IOException(
          "%d remembered events are kept apart, and should be %d + %d forgotten"
              .formatted(there, apart.events(), apart.forgotten()));
    }
    return remembering(joined(parts));
  }

  private Memory joined(List<Memory> parts) {
    Memory newest = entity.memory();
    Memory.Builder whole = Memory.Builder.ofFollowed(apart.events() + newest.size());
    int skipped = apart.forgotten();
    for (Memory each : parts) {
      int from = Math.min(skipped, each.size());
      skipped -= from;
      whole.addAll(each, from);
    }
    return whole.addAll(newest, 0).build(newest.crowdedOutMillis());
  }

  private Stored remembering(Memory memory) {
    return new Stored(entity.remembering(memory), inline, apart);
  }

  /** The same with its memory kept so. */
  public Stored keeping(Memory memory, Apart other) {
    return new Stored(entity.remembering(memory), inline, other);
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
    long bytes = ENTITY_BYTES + entity.memory().heapBytes();
    bytes += entity.state() == null ? 0 : entity.state().array().length;
    bytes += HELD_BYTES * entity.held().size();
    // by index: an iterator would be made for each event
    for (int i = 0; i < inline.size(); i++) {
      bytes += HELD_BYTES + 2 * EventFormat.bytesWritten(inline.get(i).event());
    }
    return entity.quarantine() == null ? bytes : bytes + QUARANTINE_BYTES;
  }

  /** One held body, kept with its entity. */
  public record Inline(long slot, Event event) {}
}
