package dev.lockstep.pipeline;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.HeldBodies;
import dev.lockstep.reconcile.HeldChange;
import dev.lockstep.reconcile.Step;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Stored.Inline;
import dev.lockstep.state.Uids;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * The entities in Flink's keyed state: one value for what an event needs, a map for the bodies that
 * are too large for it, and a list of what was remembered long ago. Knows no rule.
 */
final class EntityStore implements EntityCache.Backing {
  private static final HeldBodies NOTHING_HELD =
      slot -> {
        throw new IllegalStateException("no held event is kept in slot " + slot);
      };

  private final CurrentKey key;
  private final ValueState<Stored> entities;
  private final MapState<Long, Event> bodies;
  private final KeptMemory memory;
  private final @Nullable EntityCache cache;
  private final boolean writes;

  /**
   * The store of one subtask.
   *
   * @param writes whether the backend writes a value whenever it is updated; else it holds the
   *     object that it was given
   * @param cacheBytes what it may keep on the heap beside the backend, bytes; 0 for nothing
   */
  EntityStore(
      KeyedStateStore states, CurrentKey key, boolean writes, long cacheBytes, int changedAtMost) {
    this.key = key;
    this.writes = writes;
    this.memory = new KeptMemory(states, writes);
    this.cache = cacheBytes == 0 ? null : new EntityCache(cacheBytes, changedAtMost, this);
    entities =
        states.getState(
            new ValueStateDescriptor<>(Uids.ENTITY_STATE, Layout.ENTITY.typeInformation()));
    bodies =
        states.getMapState(
            new MapStateDescriptor<>(
                Uids.BODIES_STATE, Types.LONG, Layout.EVENT.typeInformation()));
  }

  /** What is kept of an entity, to be changed by whoever {@link #save}s it, and by nobody else. */
  Stored load(String entity) throws Exception {
    Stored stored = cache == null ? read(entity) : cache.load(entity);
    return stored == null ? new Stored(Entity.NEW, List.of()) : stored;
  }

  @Override
  public @Nullable Stored read(String entity) throws Exception {
    key.set(entity);
    Stored value = entities.value();
    return value == null ? null : whole(entity, value);
  }

  private Stored whole(String entity, Stored value) throws Exception {
    try {
      return memory.whole(value);
    } catch (IOException broken) {
      throw new IOException("entity " + entity + ": " + broken.getMessage(), broken);
    }
  }

  @Override
  public Stored write(String entity, Stored stored) throws Exception {
    key.set(entity);
    Stored kept = memory.keep(stored);
    entities.update(kept.value());
    return kept;
  }

  HeldBodies bodiesOf(String entity, Stored stored) {
    if (!stored.hasHeld()) {
      return NOTHING_HELD;
    }
    return slot -> body(entity, stored, slot);
  }

  private Event body(String entity, Stored stored, long slot) {
    for (Inline inline : stored.inline()) {
      if (inline.slot() == slot) {
        return inline.event();
      }
    }
    return spilled(entity, slot);
  }

  private Event spilled(String entity, long slot) {
    try {
      key.set(entity);
      Event event = bodies.get(slot);
      if (event == null) {
        throw new IllegalStateException("no held event is kept in slot " + slot);
      }
      return event;
    } catch (RuntimeException broken) {
      throw broken;
    } catch (Exception failure) {
      throw new IllegalStateException("the state backend failed", failure);
    }
  }

  /** Keeps what became of an entity. One that changed nothing of it, like a retry, costs none. */
  void save(String entity, Stored stored, Entity before, Step step) throws Exception {
    if (step.heldChanges().isEmpty() && step.entity().equals(before)) {
      return;
    }
    List<Inline> inline =
        step.heldChanges().isEmpty()
            ? stored.inline()
            : change(entity, stored.inline(), step.heldChanges());
    stored.become(before, step.entity(), inline);
    if (cache == null) {
      write(entity, stored);
    } else {
      cache.save(entity, stored);
    }
  }

  /** Keeps an entity that has taken an event in order, and so has changed where it lies. */
  void saveInPlace(String entity, Stored stored) throws Exception {
    if (cache != null) {
      cache.save(entity, stored);
    } else if (writes || stored.isBegun() || !stored.apart().isNone()) {
      write(entity, stored);
    }
  }

  /** Brings Flink's state up to date. */
  void writeBack() throws Exception {
    if (cache != null) {
      cache.writeBack();
    }
  }

  private List<Inline> change(String entity, List<Inline> before, List<HeldChange> changes)
      throws Exception {
    List<Inline> inline = new ArrayList<>(before);
    for (HeldChange change : changes) {
      Event event = change.event();
      if (event == null) {
        drop(entity, inline, change.slot());
      } else if (Stored.mayKeep(inline, event)) {
        inline.add(new Inline(change.slot(), event));
      } else {
        key.set(entity);
        bodies.put(change.slot(), event);
      }
    }
    return inline;
  }

  private void drop(String entity, List<Inline> inline, long slot) throws Exception {
    if (!inline.removeIf(kept -> kept.slot() == slot)) {
      key.set(entity);
      bodies.remove(slot);
    }
  }
}
