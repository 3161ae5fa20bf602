package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a quarantined entity, or that it no longer is one.
 *
 * @param entity the entity's id
 * @param quarantine why, null when it is over
 * @param name the culprit's id or the gap's name, by which operators name it; empty when over
 * @param culprit the event that caused it, null for a gap and when it is over
 * @param held how many events are held, the culprit among them
 * @param settled the entity's settled version
 * @param stage the stage of its lifecycle
 * @param state the entity's state
 */
public record Quarantined(
    String entity,
    @Nullable Quarantine quarantine,
    String name,
    @Nullable Event culprit,
    int held,
    @Nullable Version settled,
    @Nullable String stage,
    @Nullable Bytes state)
    implements Output {

  /** The same with another state, and what the culprit is told as. */
  public Quarantined with(@Nullable Bytes stateTold, @Nullable Event culpritTold) {
    return new Quarantined(entity, quarantine, name, culpritTold, held, settled, stage, stateTold);
  }
}
