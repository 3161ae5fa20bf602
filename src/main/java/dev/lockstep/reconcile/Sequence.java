package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.Start;
import org.jspecify.annotations.Nullable;

/** The arithmetic of contiguous versions: what comes first, and what comes next. */
final class Sequence {
  private final Start start;

  Sequence(Start start) {
    this.start = start;
  }

  boolean isBeforeStart(Version version) {
    return version.number() < start.number();
  }

  /** Whether nothing can be missing between two versions; null stands for the beginning. */
  boolean follows(Version version, @Nullable Version previous) {
    if (previous != null && previous.epoch() == version.epoch()) {
      return version.number() == previous.number() + 1;
    }
    return version.number() == start.number();
  }

  /** The versions missing between two that do not follow each other. */
  Gap between(@Nullable Version previous, Version version) {
    return new Gap(after(previous, version), version.withNumber(version.number() - 1));
  }

  /** The first version after another that is of the same epoch as a version. */
  Version after(@Nullable Version previous, Version version) {
    long number =
        previous != null && previous.epoch() == version.epoch()
            ? previous.number() + 1
            : start.number();
    return version.withNumber(number);
  }

  /**
   * Whether it is unknown where the sequence of this version begins, so that what is missing below
   * it may never have been.
   */
  boolean isBeginningUnknown(@Nullable Version previous, Version version) {
    return start.firstSeen() && (previous == null || previous.epoch() != version.epoch());
  }
}
