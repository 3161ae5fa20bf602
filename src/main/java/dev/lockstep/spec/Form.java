package dev.lockstep.spec;

import org.jspecify.annotations.Nullable;

/** A way in which values are written. */
@FunctionalInterface
interface Form<T> {
  /** What was written; null after it has added the problem. */
  @Nullable T read(Value value);
}
