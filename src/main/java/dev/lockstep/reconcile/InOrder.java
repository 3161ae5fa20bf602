package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Folded.Folding;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plain case, which nearly all events are: the next version of an entity that waits for nothing
 * and has seen nothing like it. It comes to what {@link VersionOrder} comes to, with nothing made
 * that is not a part of the step.
 */
final class InOrder {
  private final OrderPolicy policy;
  private final Folding folding;
  private final Sequence sequence;

  InOrder(OrderPolicy policy, Folding folding) {
    this.policy = policy;
    this.folding = folding;
    this.sequence = new Sequence(policy.start());
  }

  /** Whether a job may have plain cases: applying an event must set no timer. */
  static boolean isOf(OrderPolicy policy) {
    return policy.by() == OrderBy.VERSION
        && policy.memory().expiry().residueAfterMillis() == OrderPolicy.UNLIMITED;
  }

  /** What an event leads to; null when it is not the plain case. */
  @Nullable Step step(Entity entity, Event event) {
    Version version = event.version();
    if (version == null || !isNext(entity, event, version)) {
      return null;
    }
    Identity identity = event.identity();
    if (entity.memory().mayKnow(version) || entity.memory().mayKnow(identity.idHash())) {
      return null;
    }
    Folded folded = folding.fold(entity.state(), entity.stage(), event);
    return folded.violation() == null ? applied(entity, event, identity, folded) : null;
  }

  private boolean isNext(Entity entity, Event event, Version version) {
    Version settled = entity.settled();
    return settled != null
        && entity.held().isEmpty()
        && entity.quarantine() == null
        && version.getClass() == settled.getClass()
        && version.epoch() == settled.epoch()
        && sequence.follows(version, settled)
        && !sequence.isBeforeStart(version)
        && event.timeMillis() >= entity.restartedMillis();
  }

  private Step applied(Entity entity, Event event, Identity identity, Folded folded) {
    Receipt receipt = Receipt.next(entity, identity);
    Entity after = after(entity, event, identity, folded, receipt);
    Change change = new Change(event, receipt, folded.state());
    return new Step(after, List.of(change), List.of(), 0, 0);
  }

  private Entity after(
      Entity entity, Event event, Identity identity, Folded folded, Receipt receipt) {
    long timeMillis = Math.max(entity.timeMillis(), identity.timeMillis());
    return new Entity(
        event.version(),
        event.version(),
        entity.lastReleased(),
        receipt.sequence(),
        receipt.chain(),
        timeMillis,
        folded.state(),
        folded.stage(),
        event.delete(),
        entity.held(),
        entity.nextSlot(),
        entity.memory().with(identity, true, timeMillis, policy.memory()),
        entity.abandoned(),
        entity.restartedMillis(),
        StaleRun.NONE,
        null,
        entity.acts(),
        entity.timers());
  }
}
