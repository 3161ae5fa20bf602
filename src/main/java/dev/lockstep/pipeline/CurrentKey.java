package dev.lockstep.pipeline;

import org.apache.flink.streaming.api.operators.KeyContext;
import org.jspecify.annotations.Nullable;

/**
 * The entity that Flink's keyed state and timers are looked at for. It is set only when they are
 * looked at: an entity in the cache needs neither.
 */
final class CurrentKey {
  private final KeyContext context;
  private @Nullable Object key;

  CurrentKey(KeyContext context) {
    this.context = context;
  }

  void set(String entity) {
    if (!entity.equals(key)) {
      context.setCurrentKey(entity);
    }
  }

  /** Takes note of the key that Flink was given, by whomever. */
  void isNow(Object other) {
    key = other;
  }
}
