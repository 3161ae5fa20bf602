package dev.lockstep.codec;

/** What a decoded value is to its event. */
enum Mode {
  /** The value says everything. */
  PLAIN,
  /** The value is a CloudEvent: its attributes, and its data in {@code data}. */
  STRUCTURED,
  /** The value is a CloudEvent's data; its attributes are headers. */
  BINARY
}
