package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Place;
import dev.lockstep.event.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity as an operator sees it.
 *
 * @param settled its settled version, null before the first
 * @param lastApplied its last applied version
 * @param sequence how many events were applied
 * @param chain the chain hash
 * @param timeMillis the highest time of a remembered event, epoch milliseconds
 * @param deleted whether it is a grave
 * @param stage the stage of its lifecycle, null at its beginning
 * @param state its state, JSON
 * @param held the places of what is held, marked ones among them, lowest first
 * @param gap the lowest gap, null when there is none
 * @param deadlineMillis the watermark at which patience with that gap is over, null when it never
 *     is
 * @param quarantine its quarantine, null when there is none
 * @param name the culprit's id or the gap's name; empty when it is not quarantined
 * @param acts what operators did to it, oldest first
 */
public record Portrait(
    @Nullable Version settled,
    @Nullable Version lastApplied,
    long sequence,
    long chain,
    long timeMillis,
    boolean deleted,
    @Nullable String stage,
    @Nullable Bytes state,
    List<Place> held,
    @Nullable Gap gap,
    @Nullable Long deadlineMillis,
    @Nullable Quarantine quarantine,
    String name,
    Acts acts) {
  public Portrait {
    held = List.copyOf(held);
  }

  /** The same with another state, places held and acts. */
  public Portrait with(@Nullable Bytes stateShown, List<Place> heldShown, Acts actsShown) {
    return new Portrait(
        settled,
        lastApplied,
        sequence,
        chain,
        timeMillis,
        deleted,
        stage,
        stateShown,
        heldShown,
        gap,
        deadlineMillis,
        quarantine,
        name,
        actsShown);
  }
}
