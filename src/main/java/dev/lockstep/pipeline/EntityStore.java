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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The entities in Flink's keyed state: one value for what an event needs, a map for the bodies that
 * are too large for it. Knows no rule.
 */
final class EntityStore {
  private static final Stored NEW = new Stored(Entity.NEW, List.of());

  private final ValueState<Stored> entities;
  private final MapState<Long, Event> bodies;

  EntityStore(KeyedStateStore states) {
    entities =
        states.getState(
            new ValueStateDescriptor<>(Uids.ENTITY_STATE, Layout.ENTITY.typeInformation()));
    bodies =
        states.getMapState(
            new MapStateDescriptor<>(
                Uids.BODIES_STATE, Types.LONG, Layout.EVENT.typeInformation()));
  }

  Stored load() throws Exception {
    Stored stored = entities.value();
    return stored == null ? NEW : stored;
  }

  HeldBodies bodiesOf(Stored stored) {
    return slot -> body(stored, slot);
  }

  private Event body(Stored stored, long slot) {
    for (Inline inline : stored.inline()) {
      if (inline.slot() == slot) {
        return inline.event();
      }
    }
    return spilled(slot);
  }

  private Event spilled(long slot) {
    try {
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

  /** Writes what changed: an event that changes nothing of its entity, like a retry, costs none. */
  void save(Stored before, Step step) throws Exception {
    if (step.heldChanges().isEmpty() && step.entity().equals(before.entity())) {
      return;
    }
    List<Inline> inline =
        step.heldChanges().isEmpty()
            ? before.inline()
            : change(before.inline(), step.heldChanges());
    entities.update(new Stored(step.entity(), inline));
  }

  private List<Inline> change(List<Inline> before, List<HeldChange> changes) throws Exception {
    List<Inline> inline = new ArrayList<>(before);
    for (HeldChange change : changes) {
      Event event = change.event();
      if (event == null) {
        drop(inline, change.slot());
      } else if (Stored.mayKeep(inline, event)) {
        inline.add(new Inline(change.slot(), event));
      } else {
        bodies.put(change.slot(), event);
      }
    }
    return inline;
  }

  private void drop(List<Inline> inline, long slot) throws Exception {
    if (!inline.removeIf(kept -> kept.slot() == slot)) {
      bodies.remove(slot);
    }
  }
}
