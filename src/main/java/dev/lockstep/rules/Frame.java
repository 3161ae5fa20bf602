package dev.lockstep.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One evaluation of a check: what it asks about, its variables, and the steps that it has left. */
final class Frame {
  /** What one evaluation may take: calls, elements that are looked at, parts of long values. */
  static final int STEPS_AT_MOST = 1_000_000;

  final Facts facts;
  private final @Nullable Object[] locals;
  private long steps = STEPS_AT_MOST;

  Frame(Facts facts, int locals) {
    this.facts = facts;
    this.locals = new @Nullable Object[locals];
  }

  /** Counts steps before they are taken. */
  void charge(long count) {
    steps -= count;
    if (steps < 0) {
      throw new TooCostly();
    }
  }

  void set(int slot, Object value) {
    locals[slot] = value;
  }

  Object get(int slot) {
    Object value = locals[slot];
    if (value == null) {
      throw new IllegalStateException("nothing in slot " + slot + " of " + Arrays.asList(locals));
    }
    return value;
  }
}
