package dev.lockstep.savepoint;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.HeldEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions missing below an entity's held events. */
final class OpenGaps {
  private OpenGaps() {}

  /** All of them, as far as both ends are known; across epochs none is. */
  static List<Gap> of(Entity entity) {
    List<Gap> gaps = new ArrayList<>();
    Version below = entity.settled();
    for (HeldEntry entry : entity.held().entries()) {
      if (!(entry.place() instanceof Version version) || version instanceof Version.Text) {
        return gaps;
      }
      Version from = next(below, version);
      if (from != null && from.number() < version.number() && !isCulprit(entity, from, version)) {
        gaps.add(new Gap(from, version.withNumber(version.number() - 1)));
      }
      below = version;
    }
    return gaps;
  }

  private static @Nullable Version next(@Nullable Version below, Version above) {
    return below == null || below.epoch() != above.epoch()
        ? null
        : above.withNumber(below.number() + 1);
  }

  /** The culprit fills a place of its own. */
  private static boolean isCulprit(Entity entity, Version from, Version above) {
    var quarantine = entity.quarantine();
    return quarantine != null
        && quarantine.culprit() != null
        && quarantine.culprit().entry().place().equals(from)
        && from.number() + 1 == above.number();
  }
}
