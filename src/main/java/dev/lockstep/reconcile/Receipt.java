package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * The proof of an output's place.
 *
 * @param sequence 1, 2, 3 ... per entity, in every mode; the fence for sinks
 * @param previousVersion the version applied before it, null for the first
 * @param chain hash over all that was applied to the entity so far, in order
 */
public record Receipt(long sequence, @Nullable Version previousVersion, long chain) {
  /** The receipt of the next event that is applied to an entity. */
  static Receipt next(Entity entity, Identity identity) {
    long sequence = entity.sequence() + 1;
    long chain = chain(entity.chain(), sequence, identity.idHash(), identity.contentHash());
    return new Receipt(sequence, entity.lastApplied(), chain);
  }

  /** A chain with one link more. */
  static long chain(long before, long sequence, long idHash, long contentHash) {
    long next = StableHash.with(StableHash.with(before, sequence), idHash);
    return StableHash.finish(StableHash.with(next, contentHash));
  }
}
