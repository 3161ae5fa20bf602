package dev.lockstep.spec;

/** How often a result may reach an output. */
public enum Delivery {
  /** Once, whatever fails. */
  EXACTLY_ONCE,
  /** At least once; receipts tell repeats apart. */
  AT_LEAST_ONCE
}
