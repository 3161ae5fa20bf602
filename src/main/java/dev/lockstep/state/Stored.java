package dev.lockstep.state;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.LiveEntity;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Reconciler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entity with its small held bodies: all that is read and written when an event comes in order.
 *
 * <p>It goes on from event to event, in the hands of whoever keeps it; the parts that it shows stay
 * as they are.
 */
public final class Stored {
  /** The most that the bodies kept with an entity may take when they are written, bytes. */
  public static final int INLINE_BYTES_AT_MOST = 4096;

  private static final long ENTITY_BYTES = 240;
  private static final long HELD_BYTES = 160;
  private static final long QUARANTINE_BYTES = 1000;

  private final LiveEntity entity;
  private List<Inline> inline;
  private Apart apart;

  /**
   * An entity.
   *
   * @param entity the entity
   * @param inline the bodies of held events that are kept with it, in the order in which they were
   *     held; larger ones are kept apart
   * @param apart how much of the entity's memory is kept apart too; in a {@link #value()} the
   *     memory is without it
   */
  public Stored(Entity entity, List<Inline> inline, Apart apart) {
    this.entity = new LiveEntity(entity);
    this.inline = List.copyOf(inline);
    this.apart = apart;
  }

  /** An entity of which everything is in its value. */
  public Stored(Entity entity, List<Inline> inline) {
    this(entity, inline, Apart.NONE);
  }

  /** What the entity is now. */
  public Entity entity() {
    return entity.value();
  }

  /** The bodies of held events that are kept with it. */
  public List<Inline> inline() {
    return inline;
  }

  /** How much of its memory is kept apart. */
  public Apart apart() {
    return apart;
  }

  /** How many events it remembers. */
  public int remembered() {
    return entity.remembered();
  }

  /** Whether all that was ever applied to it is one event: it may not have been kept before. */
  public boolean isBegun() {
    return entity.sequence() == 1;
  }

  /** Whether a body was ever held for it. */
  public boolean hasHeld() {
    return entity.hasHeld();
  }

  /**
   * Lets the entity take an arrival that is the plain case; null if it is not, and then nothing has
   * changed.
   */
  public @Nullable Change inOrder(Reconciler reconciler, Arrival arrival) {
    int remembered = entity.remembered();
    Change change = reconciler.inOrder(entity, arrival);
    if (change != null && !apart.isNone()) {
      apart = apart.without(remembered + 1 - entity.remembered());
    }
    return change;
  }

  /** The entity is this from now on, and not what it was, with these bodies kept with it. */
  public void become(Entity before, Entity after, List<Inline> bodies) {
    apart = apart.after(before.memory(), after.memory());
    entity.become(after);
    inline = List.copyOf(bodies);
  }

  /** One that goes on from here too. */
  Stored copy() {
    return new Stored(entity(), inline, apart);
  }

  /** The value that is written: without what is kept apart. */
  public Stored value() {
    if (apart.events() == 0) {
      return this;
    }
    Entity whole = entity();
    Memory memory = whole.memory();
    Memory newest = memory.part(apart.events(), memory.size());
    return new Stored(whole.remembering(newest), inline, apart);
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
    return keeping(joined(parts), apart);
  }

  private Memory joined(List<Memory> parts) {
    Memory newest = entity().memory();
    Memory.Builder whole = Memory.Builder.ofFollowed(apart.events() + newest.size());
    int skipped = apart.forgotten();
    for (Memory each : parts) {
      int from = Math.min(skipped, each.size());
      skipped -= from;
      whole.addAll(each, from);
    }
    return whole.addAll(newest, 0).build(newest.crowdedOutMillis());
  }

  /** The same with its memory kept so. */
  public Stored keeping(Memory memory, Apart other) {
    return new Stored(entity().remembering(memory), inline, other);
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
    long bytes = ENTITY_BYTES + entity.heapBytes() + HELD_BYTES * entity.held();
    // by index: an iterator would be made for each event
    for (int i = 0; i < inline.size(); i++) {
      bytes += HELD_BYTES + 2 * EventFormat.bytesWritten(inline.get(i).event());
    }
    return entity.isQuarantined() ? bytes + QUARANTINE_BYTES : bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Stored that
        && entity().equals(that.entity())
        && inline.equals(that.inline)
        && apart.equals(that.apart);
  }

  @Override
  public int hashCode() {
    return Objects.hash(entity(), inline, apart);
  }

  @Override
  public String toString() {
    return "Stored[entity=" + entity() + ", inline=" + inline + ", apart=" + apart + "]";
  }

  /** One held body, kept with its entity. */
  public record Inline(long slot, Event event) {}
}
