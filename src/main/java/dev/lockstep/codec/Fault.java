package dev.lockstep.codec;

import dev.lockstep.event.Flaw;

/** What is wrong with the record being read; it never leaves the decoder. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  Fault(Flaw flaw, String detail) {
    super(detail, null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
