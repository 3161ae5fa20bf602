package dev.lockstep.event;

/**
 * What reaches an entity: an event, the place marker of an event of the other lane, or a control
 * event.
 */
public sealed interface Arrival permits Event, PlaceMarker, ControlEvent {
  /** The entity that it is for; the Flink key. */
  String entity();
}
