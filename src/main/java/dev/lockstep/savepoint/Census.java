package dev.lockstep.savepoint;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/**
 * The entities of a savepoint, counted.
 *
 * @param entities all of them
 * @param kinds how many are of each kind
 * @param held events held
 * @param parked of these, events of quarantined entities
 */
public record Census(long entities, Map<Kind, Long> kinds, long held, long parked) {
  /** Nothing was counted. */
  static final Census NONE = new Census(0, Map.of(), 0, 0);

  public Census {
    kinds = Map.copyOf(kinds);
  }

  /** Counts them. */
  public static Census of(Savepoint savepoint, Savepoint.Progress progress) throws IOException {
    Count count = new Count();
    savepoint.read(count::add, progress);
    return count.census();
  }

  /** How many are of a kind. */
  public long of(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /** A count on its way. */
  static final class Count {
    private final EnumMap<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private long entities;
    private long held;
    private long parked;

    void add(Kept kept) {
      entities++;
      held += kept.stored().entity().heldEvents();
      parked += kept.stored().entity().parkedEvents();
      Kind.of(kept.stored().entity()).forEach(kind -> kinds.merge(kind, 1L, Long::sum));
    }

    Census census() {
      return new Census(entities, kinds, held, parked);
    }
  }
}
