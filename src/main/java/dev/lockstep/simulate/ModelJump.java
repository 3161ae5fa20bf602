package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.math.BigInteger;

/** The model's question whether a version is further ahead than is believed. */
final class ModelJump {
  private ModelJump() {}

  static boolean is(ModelEntity entity, Version version) {
    if (entity.policy.jumpAtMost() == OrderPolicy.UNLIMITED || version instanceof Version.Text) {
      return false;
    }
    BigInteger ahead =
        BigInteger.valueOf(version.number()).subtract(BigInteger.valueOf(base(entity, version)));
    return ahead.compareTo(BigInteger.valueOf(entity.policy.jumpAtMost())) > 0;
  }

  private static long base(ModelEntity entity, Version version) {
    Version settled = entity.settled;
    if (settled != null && settled.epoch() == version.epoch()) {
      return settled.number();
    } else if (entity.policy.by() == OrderBy.LATEST) {
      return version.number();
    } else if (!isUnknownBeginning(entity, version)) {
      return entity.policy.start().number() - 1;
    }
    return entity.waiting().stream()
        .map(Waiting::version)
        .filter(each -> each.epoch() == version.epoch())
        .mapToLong(Version::number)
        .min()
        .orElse(version.number());
  }

  static boolean isUnknownBeginning(ModelEntity entity, Version version) {
    return entity.policy.start().firstSeen()
        && (entity.settled == null || version.epoch() > entity.settled.epoch());
  }
}
