package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import java.util.List;
import java.util.Map;

/**
 * All that came of one job: what was decided, and what is left.
 *
 * @param decisions one for each event that is no longer held; in order within an entity
 * @param applied the events applied; in order within an entity
 * @param notices the incidents; in order within an entity
 * @param held the events still held; ascending within an entity
 * @param states the last state of each entity that has one
 */
public record Outcome(
    List<Decision> decisions,
    List<Applied> applied,
    List<Notice> notices,
    List<Event> held,
    Map<String, Bytes> states) {
  public Outcome {
    decisions = List.copyOf(decisions);
    applied = List.copyOf(applied);
    notices = List.copyOf(notices);
    held = List.copyOf(held);
    states = Map.copyOf(states);
  }
}
