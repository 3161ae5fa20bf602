package dev.lockstep.event;

/** What one record of the control input turned out to be. */
public sealed interface Control extends Decoded permits ControlEvent, UnreadableControl {
  /** Where it was read. */
  default Origin origin() {
    return raw().origin();
  }
}
