package dev.lockstep.event;

/** What reaches an entity: an event, or the place marker of an event of the other lane. */
public sealed interface Arrival permits Event, PlaceMarker {
  /** The entity that it is for; the Flink key. */
  String entity();
}
