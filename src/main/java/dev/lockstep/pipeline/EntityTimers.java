package dev.lockstep.pipeline;

import dev.lockstep.reconcile.Entity.Timers;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/** The timers of entities in Flink: at most one of each kind for each, as the entity says. */
final class EntityTimers {
  private final CurrentKey key;
  private final InternalTimerService<VoidNamespace> timers;

  EntityTimers(CurrentKey key, InternalTimerService<VoidNamespace> timers) {
    this.key = key;
    this.timers = timers;
  }

  /**
   * Moves from the timers that are set in Flink to those that are wanted. One that has just fired
   * is no longer set: the entity may want the very same time again, when a clock was set back.
   */
  void set(String entity, Timers before, Timers after) {
    if (before.equals(after)) {
      return;
    }
    key.set(entity);
    if (before.eventTime() != after.eventTime()) {
      setEventTime(before.eventTime(), after.eventTime());
    }
    if (before.processingTime() != after.processingTime()) {
      setProcessingTime(before.processingTime(), after.processingTime());
    }
  }

  private void setEventTime(long before, long after) {
    if (before != Timers.NONE) {
      timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, before);
    }
    if (after != Timers.NONE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, after);
    }
  }

  private void setProcessingTime(long before, long after) {
    if (before != Timers.NONE) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, before);
    }
    if (after != Timers.NONE) {
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, after);
    }
  }
}
