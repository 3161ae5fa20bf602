package dev.lockstep.simulate;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;

/** How long the model waits at the gap below the lowest held place, and what then. */
final class ModelPatience {
  /** What is done with a gap. */
  enum GiveUp {
    /** It is waited on. */
    NEVER,
    /** What is behind it is released. */
    SKIP,
    /** What is behind it up to the next gap is abandoned. */
    DEAD_LETTER,
    /** The entity is quarantined for it. */
    QUARANTINE,
    /** It lies before the first version seen: released without an incident. */
    BEGINNING
  }

  private final ModelEntity entity;

  ModelPatience(ModelEntity entity) {
    this.entity = entity;
  }

  void holds(Waiting waiting) {
    Waiting above = null;
    boolean firstOfEpoch = true;
    for (Waiting each : entity.held) {
      if (above == null && each.place().compareTo(waiting.place()) > 0) {
        above = each;
      }
      firstOfEpoch &= each.version().epoch() != waiting.version().epoch();
    }
    boolean entityBegins = entity.settled == null && entity.policy.start().firstSeen();
    if (above != null && (entityBegins || above.version().epoch() == waiting.version().epoch())) {
      entity.keep(waiting.since(above.since()));
    } else if (firstOfEpoch && waiting.since().watermark() != ModelTime.UNKNOWN) {
      entity.keep(startingPatience(waiting));
    } else {
      entity.keep(waiting);
    }
  }

  /** In a sequence of unknown beginning, patience never begins before the time of the event. */
  private Waiting startingPatience(Waiting waiting) {
    ModelTime since = waiting.since();
    long atLeast =
        ModelJump.isUnknownBeginning(entity, waiting.version())
            ? waiting.identity().timeMillis()
            : ModelTime.UNKNOWN;
    return waiting.since(
        new ModelTime(
            Math.max(since.watermark(), atLeast), since.nowMillis(), since.stillSinceMillis()));
  }

  void learnWatermark(long watermark) {
    entity.held.replaceAll(
        each ->
            each.since().watermark() == ModelTime.UNKNOWN
                ? startingPatience(each.knowing(watermark))
                : each);
  }

  /** Every gap is as if it opened now. */
  void beginsAfresh(ModelTime time) {
    entity.held.replaceAll(each -> each.since(time));
    if (time.watermark() != ModelTime.UNKNOWN) {
      entity.held.replaceAll(this::startingPatience);
    }
  }

  GiveUp onGap(ModelTime time) {
    if (entity.held.isEmpty() || entity.quarantine != null) {
      return GiveUp.NEVER;
    }
    Waiting lowest = entity.held.get(0);
    if (ModelJump.isUnknownBeginning(entity, lowest.version())) {
      return GiveUp.BEGINNING;
    }
    boolean skipNow = entity.policy.patience().skipAtEnd() && time.watermark() == ModelTime.END;
    return switch (at(lowest).onGap()) {
      case WAIT -> skipNow ? GiveUp.SKIP : GiveUp.NEVER;
      case SKIP -> GiveUp.SKIP;
      case DEAD_LETTER -> GiveUp.DEAD_LETTER;
      case QUARANTINE -> GiveUp.QUARANTINE;
    };
  }

  /** The patience with the gap below a place; a marked one has no type. */
  private OrderPolicy.Patience at(Waiting waiting) {
    return waiting.event() == null
        ? entity.policy.patience()
        : entity.policy.handling(waiting.event().type()).patience();
  }

  boolean isOver(ModelTime time) {
    if (onGap(time) == GiveUp.NEVER) {
      return false;
    }
    Waiting lowest = entity.held.get(0);
    long begins = lowest.since().watermark();
    if (onGap(time) != GiveUp.BEGINNING) {
      begins = Math.max(begins, lowest.identity().timeMillis());
    }
    return time.watermark() >= Saturated.plus(begins, at(lowest).waitMillis());
  }

  boolean isOverByLimit(ModelTime time) {
    if (onGap(time) == GiveUp.NEVER) {
      return false;
    }
    Waiting lowest = entity.held.get(0);
    long limit = at(lowest).limitMillis();
    boolean waits = at(lowest).onGap() == OnGap.WAIT && onGap(time) != GiveUp.BEGINNING;
    long stillSince = Math.max(lowest.since().nowMillis(), time.stillSinceMillis());
    return limit != OrderPolicy.UNLIMITED
        && !waits
        && time.nowMillis() >= Saturated.plus(stillSince, limit);
  }
}
