package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What operators did to an entity, as far as it is remembered.
 *
 * @param acts oldest first, at most {@link #REMEMBERED}
 */
public record Acts(List<Act> acts) {
  /** How many acts are remembered. */
  public static final int REMEMBERED = 16;

  /** Nothing was done. */
  public static final Acts NONE = new Acts(List.of());

  public Acts {
    acts = List.copyOf(acts);
  }

  /**
   * One thing that an operator did.
   *
   * @param id the control event's id
   * @param verb what was done
   * @param by who did it
   * @param atMillis when, epoch milliseconds
   * @param why for what reason
   */
  public record Act(String id, ControlEvent.Verb verb, String by, long atMillis, String why) {
    static Act of(ControlEvent control) {
      return new Act(control.id(), control.verb(), control.by(), control.atMillis(), control.why());
    }
  }

  Acts with(ControlEvent control) {
    List<Act> next = new ArrayList<>(acts);
    next.add(Act.of(control));
    return new Acts(next.subList(Math.max(0, next.size() - REMEMBERED), next.size()));
  }

  boolean contains(String id) {
    return acts.stream().anyMatch(act -> act.id().equals(id));
  }
}
