package dev.lockstep.json;

import dev.lockstep.event.Flaw;

/** What is wrong with what is being read; it never leaves whoever reads it. */
public final class ReadFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  /** One of this kind, told to people so. */
  public ReadFault(Flaw flaw, String detail) {
    super(detail, null, false, false);
    this.flaw = flaw;
  }

  /** Of which kind it is. */
  public Flaw flaw() {
    return flaw;
  }

  /** What it is, for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
