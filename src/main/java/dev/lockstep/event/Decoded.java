package dev.lockstep.event;

/** What one record turned out to be. */
public sealed interface Decoded permits Event, AnalyticsEvent, Undecodable, Control {
  /** The record as it was read. */
  Raw raw();
}
