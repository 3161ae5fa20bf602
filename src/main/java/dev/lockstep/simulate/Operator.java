package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone who looks after one entity: writes control events for it.
 *
 * @param entity the entity's id
 */
public record Operator(String entity) {
  private static final Raw CONTROL = new Raw(null, null, List.of(), new Origin("control", 0, 1));

  /** Show what is known of it. */
  public ControlEvent inspect(String id) {
    return control(id, Verb.INSPECT, null, null, null);
  }

  /** End the quarantine of this culprit. */
  public ControlEvent release(String id, String culprit) {
    return control(id, Verb.RELEASE, culprit, null, null);
  }

  /** Give up this culprit or gap. */
  public ControlEvent skip(String id, String culprit) {
    return control(id, Verb.SKIP, culprit, null, null);
  }

  /** Put a corrected event in this culprit's place. */
  public ControlEvent replace(String id, String culprit, Event corrected) {
    return control(id, Verb.REPLACE, culprit, null, corrected);
  }

  /** Give up all that is missing up to this version. */
  public ControlEvent advance(String id, Version version) {
    return control(id, Verb.ADVANCE, null, version, null);
  }

  /** Begin anew with the next event. */
  public ControlEvent reset(String id) {
    return control(id, Verb.RESET, null, null, null);
  }

  /** Begin anew with this version. */
  public ControlEvent reset(String id, Version version) {
    return control(id, Verb.RESET, null, version, null);
  }

  /** Leave nothing but a grave. */
  public ControlEvent forget(String id) {
    return control(id, Verb.FORGET, null, null, null);
  }

  /** The same, but only if the culprit was read there. */
  public ControlEvent at(String origin, ControlEvent control) {
    return new ControlEvent(
        entity,
        control.id(),
        control.verb(),
        control.culprit(),
        origin,
        control.version(),
        control.corrected(),
        control.by(),
        control.atMillis(),
        control.why(),
        control.raw());
  }

  private ControlEvent control(
      String id,
      Verb verb,
      @Nullable String culprit,
      @Nullable Version version,
      @Nullable Event corrected) {
    return new ControlEvent(
        entity, id, verb, culprit, null, version, corrected, "ann", 0, "because", CONTROL);
  }
}
