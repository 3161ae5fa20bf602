package dev.lockstep.state;

import dev.lockstep.reconcile.Memory;

/**
 * How much of what an entity remembers lies apart from its value. What is remembered never changes,
 * while the value is written again and again: with all of them in it, a value of many events would
 * cost ever more.
 *
 * @param events how many lie apart, the oldest that are remembered
 * @param forgotten how many lie before them that are remembered no more
 */
public record Apart(int events, int forgotten) {
  /** All of them are in the value. */
  public static final Apart NONE = new Apart(0, 0);

  /** How many a value may have in it. */
  public static final int IN_VALUE_AT_MOST = 64;

  /** Whether all of them are in the value. */
  public boolean isNone() {
    return events == 0 && forgotten == 0;
  }

  /** What is known of it when a memory has become another. */
  public Apart after(Memory before, Memory now) {
    if (isNone()) {
      return NONE;
    }
    long passed = now.forgottenSince(before);
    return without(passed < 0 ? events : passed);
  }

  /** What is known of it when so many more of the oldest events are forgotten. */
  Apart without(long more) {
    int gone = (int) Math.min(events, more);
    return gone == 0 ? this : new Apart(events - gone, forgotten + gone);
  }

  /** Whether so large a memory has more in its value than it should. */
  public boolean hasTooFew(int remembered) {
    return remembered - events > IN_VALUE_AT_MOST;
  }

  /** Whether most of what lies apart is remembered no more. */
  public boolean isMostlyPast() {
    return forgotten > events;
  }
}
