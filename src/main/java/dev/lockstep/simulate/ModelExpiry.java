package dev.lockstep.simulate;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Expiry;

/** When nothing is to be left of an entity of the model but how far it had come. */
final class ModelExpiry {
  private ModelExpiry() {}

  /** Whether an entity has something left, waits for nothing, and has been silent for too long. */
  static boolean isDue(ModelEntity entity, ModelTime time) {
    Expiry expiry = entity.policy.memory().expiry();
    boolean over = entity.deleted || entity.job.rules.ends(entity.stage);
    boolean waits = entity.quarantine != null || !entity.held.isEmpty();
    boolean more = entity.state != null || entity.stage != null || entity.memory.hasAnything();
    return isSilent(entity, expiry, time) && more && !waits && (over || !expiry.whenOverOnly());
  }

  private static boolean isSilent(ModelEntity entity, Expiry expiry, ModelTime time) {
    return expiry.residueAfterMillis() != OrderPolicy.UNLIMITED
        && time.watermark() != ModelTime.END
        && entity.memory.hasTakenAnything()
        && Saturated.plus(entity.memory.entityTime(), expiry.residueAfterMillis())
            <= time.watermark();
  }
}
