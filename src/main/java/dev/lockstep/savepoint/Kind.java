package dev.lockstep.savepoint;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity;
import java.util.EnumSet;
import java.util.Set;

/** What is out of the ordinary about an entity; more than one may hold. */
public enum Kind {
  /** It waits for versions that are missing. */
  OPEN_GAP,
  /** It holds events. */
  HOLDING,
  /** It applies nothing until it is released. */
  QUARANTINED,
  /** The last event applied was a delete. */
  GRAVE,
  /** Only what tells old from new is left of it. */
  RESIDUE;

  /** All that hold for an entity. */
  public static Set<Kind> of(Entity entity) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    add(kinds, OPEN_GAP, hasGap(entity));
    add(kinds, HOLDING, entity.heldEvents() > 0);
    add(kinds, QUARANTINED, entity.quarantine() != null);
    add(kinds, GRAVE, entity.deleted());
    add(kinds, RESIDUE, isResidue(entity));
    return kinds;
  }

  private static void add(Set<Kind> kinds, Kind kind, boolean holds) {
    if (holds) {
      kinds.add(kind);
    }
  }

  /** What is parked behind a culprit is no gap, unless one is below it. */
  private static boolean hasGap(Entity entity) {
    return !entity.held().isEmpty()
        && entity.held().lowest().place() instanceof Version
        && (!OpenGaps.of(entity).isEmpty() || entity.quarantine() == null);
  }

  private static boolean isResidue(Entity entity) {
    return entity.state() == null
        && entity.memory().size() == 0
        && entity.held().isEmpty()
        && entity.quarantine() == null
        && (entity.settled() != null || entity.lastReleased() != null);
  }
}
