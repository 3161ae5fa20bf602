package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * The gaps that an entity gave up, as far as they are remembered.
 *
 * @param gaps oldest first, at most {@link #REMEMBERED}
 */
public record Abandoned(List<Gap> gaps) {
  /** How many gaps are remembered; what is older is STALE(BEYOND_MEMORY). */
  public static final int REMEMBERED = 16;

  /** Nothing was given up. */
  public static final Abandoned NONE = new Abandoned(List.of());

  public Abandoned {
    gaps = List.copyOf(gaps);
  }

  Abandoned with(Gap gap) {
    List<Gap> next = new ArrayList<>(gaps);
    next.add(gap);
    return new Abandoned(next.subList(Math.max(0, next.size() - REMEMBERED), next.size()));
  }

  boolean contains(Version version) {
    for (Gap gap : gaps) {
      if (gap.from().compareTo(version) <= 0 && version.compareTo(gap.to()) <= 0) {
        return true;
      }
    }
    return false;
  }
}
