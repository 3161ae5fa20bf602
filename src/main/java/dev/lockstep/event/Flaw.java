package dev.lockstep.event;

/** Why a record is no event. */
public enum Flaw {
  /** The bytes are not of the format. */
  UNREADABLE,
  /** The record has no value, and its format gives that no meaning. */
  NO_VALUE,
  /** A field that the lane needs is missing. */
  FIELD_MISSING,
  /** A field is of the wrong type or form. */
  FIELD_WRONG,
  /** The record, or a field of it, is larger or deeper than is allowed. */
  OVER_LIMIT
}
