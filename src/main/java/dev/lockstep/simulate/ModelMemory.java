package dev.lockstep.simulate;

import dev.lockstep.event.Identity;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import java.util.ArrayList;
import java.util.List;

/** What the model's entity remembers: every identity taken in, looked at through the two bounds. */
final class ModelMemory {
  private final MemoryPolicy policy;
  private final List<Remembered> taken = new ArrayList<>();
  private long entityTime = Long.MIN_VALUE;
  private long crowdedOut = Long.MIN_VALUE;

  ModelMemory(MemoryPolicy policy) {
    this.policy = policy;
  }

  /** An identity, and whether its event was applied. */
  record Remembered(Identity identity, boolean applied) {
    private long timeMillis() {
      return identity.timeMillis();
    }
  }

  void take(Identity identity, boolean applied) {
    taken.add(new Remembered(identity, applied));
    entityTime = Math.max(entityTime, identity.timeMillis());
    int leaves = taken.size() - policy.rememberAtMost() - 1;
    if (leaves >= 0 && isYoung(taken.get(leaves).timeMillis())) {
      crowdedOut = Math.max(crowdedOut, taken.get(leaves).timeMillis());
    }
  }

  List<Remembered> remembered() {
    int from = Math.max(0, taken.size() - policy.rememberAtMost());
    return taken.subList(from, taken.size()).stream()
        .filter(each -> isYoung(each.timeMillis()))
        .toList();
  }

  boolean isForgotten(long timeMillis) {
    return (crowdedOut != Long.MIN_VALUE && timeMillis <= crowdedOut) || !isYoung(timeMillis);
  }

  /** Whether anything was taken in since it was last cleared. */
  boolean hasAnything() {
    return !taken.isEmpty();
  }

  boolean hasTakenAnything() {
    return entityTime != Long.MIN_VALUE;
  }

  long entityTime() {
    return entityTime;
  }

  void clear() {
    taken.clear();
    crowdedOut = Long.MIN_VALUE;
  }

  /** What waited was as new as anything that was taken in. */
  void reach(List<Waiting> waited) {
    waited.forEach(each -> entityTime = Math.max(entityTime, each.identity().timeMillis()));
  }

  /** Clears it so that nothing up to the entity's time looks new. */
  void crowdOut() {
    taken.clear();
    crowdedOut = Math.max(crowdedOut, entityTime);
  }

  private boolean isYoung(long timeMillis) {
    return entityTime == Long.MIN_VALUE
        || timeMillis >= Saturated.minus(entityTime, policy.rememberMillis());
  }
}
