package dev.lockstep.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * Where an event takes its entity in the lifecycle.
 *
 * @param stage the stage after it, null when there is no lifecycle
 * @param violation why there is no way, null when there is one
 */
public record Passage(@Nullable String stage, @Nullable Violation violation) {
  /** The way of all events where there is no lifecycle. */
  public static final Passage FREE = new Passage(null, null);
}
