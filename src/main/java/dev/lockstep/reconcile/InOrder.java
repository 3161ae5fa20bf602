package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Folded.Folding;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import org.jspecify.annotations.Nullable;

/**
 * The plain case, which nearly all events are: the first version of an entity or the next one,
 * which waits for nothing and has seen nothing like it. It comes to what {@link VersionOrder} comes
 * to, where the entity lies, with nothing made that is not kept or put out.
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

  /** What comes of an event; null when it is not the plain case, and then nothing has changed. */
  @Nullable Change apply(LiveEntity entity, Event event) {
    Version version = event.version();
    if (version == null || !isNext(entity, event, version)) {
      return null;
    }
    long idHash = Identity.idHash(event.id());
    if (entity.mayKnow(version, idHash)) {
      return null;
    }
    Passage passage = folding.pass(entity.stage(), event);
    if (passage.violation() != null) {
      return null;
    }
    Bytes state = event.delete() ? null : folding.reduce(entity.state(), event);
    if (state == null && !event.delete()) {
      return null;
    }
    Receipt receipt = entity.apply(event, idHash, state, passage.stage(), policy.memory());
    return new Change(event, receipt, state);
  }

  private boolean isNext(LiveEntity entity, Event event, Version version) {
    Version settled = entity.settled();
    return entity.isFree(event)
        && (settled == null || isOfOneSequence(version, settled))
        && sequence.follows(version, settled)
        && !sequence.isBeforeStart(version);
  }

  private static boolean isOfOneSequence(Version version, Version settled) {
    return version.getClass() == settled.getClass() && version.epoch() == settled.epoch();
  }
}
