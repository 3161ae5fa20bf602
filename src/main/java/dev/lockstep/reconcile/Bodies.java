package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import java.util.ArrayList;
import java.util.List;

/** The bodies of an entity's held events while one arrival or deadline is decided. */
final class Bodies {
  private final HeldBodies stored;
  private List<HeldChange> changes = List.of();
  private long nextSlot;
  private int delta;

  Bodies(HeldBodies stored, long nextSlot) {
    this.stored = stored;
    this.nextSlot = nextSlot;
  }

  /** As they were before. */
  HeldBodies stored() {
    return stored;
  }

  long nextSlot() {
    return nextSlot;
  }

  /** Counts slots from the first again; no body is kept. */
  void beginAnew() {
    nextSlot = 0;
  }

  List<HeldChange> changes() {
    return changes;
  }

  /** How many more are held than before. */
  int delta() {
    return delta;
  }

  /** Keeps a body; its slot. */
  long keep(Event event) {
    change(new HeldChange(nextSlot, event));
    delta++;
    return nextSlot++;
  }

  /** Drops a body that is kept. */
  Event drop(long slot) {
    Event event = get(slot);
    change(new HeldChange(slot, null));
    delta--;
    return event;
  }

  private void change(HeldChange change) {
    if (changes.isEmpty()) {
      changes = new ArrayList<>(4);
    }
    changes.add(change);
  }

  /** The body in a slot: of this turn, if it was held just now, else of the store. */
  Event get(long slot) {
    for (HeldChange change : changes) {
      Event event = change.event();
      if (change.slot() == slot && event != null) {
        return event;
      }
    }
    return stored.get(slot);
  }
}
