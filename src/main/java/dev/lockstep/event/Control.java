package dev.lockstep.event;

/** What one record of the control input turned out to be. */
public sealed interface Control permits ControlEvent, UnreadableControl {
  /** Where it was read. */
  Origin origin();
}
