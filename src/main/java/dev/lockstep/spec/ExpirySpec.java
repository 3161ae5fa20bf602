package dev.lockstep.spec;

import java.time.Duration;

/**
 * When an entity shrinks to a residue, that still tells what is old.
 *
 * @param residueAfter event time after the last event whose fate was decided
 * @param from what begins that time
 */
public record ExpirySpec(Duration residueAfter, From from) {

  /** What begins the time of an entity's expiry. */
  public enum From {
    /** Its last event, whatever it was. */
    LAST_EVENT,
    /** Its last event, if that has ended its lifecycle or deleted it. */
    TERMINAL
  }
}
