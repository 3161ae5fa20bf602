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
 * @param held the events still held; within an entity the culprit first, then by place
 * @param states the last state of each entity that has one
 * @param stages the stage of each entity that is in one
 * @param quarantined the cause of each entity's quarantine and what an operator calls it: {@code
 *     VIOLATION id}, {@code CONFLICT id}, or {@code GAP 5..7} as far as it is still missing
 * @param cleared an entity's id for each tombstone that no event brought about; in order within it
 */
public record Outcome(
    List<Decision> decisions,
    List<Applied> applied,
    List<Notice> notices,
    List<Event> held,
    Map<String, Bytes> states,
    Map<String, String> stages,
    Map<String, String> quarantined,
    List<String> cleared) {
  public Outcome {
    decisions = List.copyOf(decisions);
    applied = List.copyOf(applied);
    notices = List.copyOf(notices);
    held = List.copyOf(held);
    states = Map.copyOf(states);
    stages = Map.copyOf(stages);
    quarantined = Map.copyOf(quarantined);
    cleared = List.copyOf(cleared);
  }

  /** What came of a job without lifecycles, quarantines and operators. */
  public Outcome(
      List<Decision> decisions,
      List<Applied> applied,
      List<Notice> notices,
      List<Event> held,
      Map<String, Bytes> states) {
    this(decisions, applied, notices, held, states, Map.of(), Map.of(), List.of());
  }
}
