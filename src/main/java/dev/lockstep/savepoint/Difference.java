package dev.lockstep.savepoint;

import dev.lockstep.reconcile.Entity;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** In what an entity differs between two savepoints; more than one may hold. */
public enum Difference {
  /** It is in the second only. */
  ADDED,
  /** It is in the first only. */
  REMOVED,
  /** Its settled version, sequence or time is another. */
  PROGRESS,
  /** Its state or stage is another, or it was deleted or created again. */
  STATE,
  /** It holds other events. */
  HELD,
  /** Its quarantine is another, or one of the two has none. */
  QUARANTINE,
  /** Nothing but what it remembers, waits for or tells of its past. */
  MEMORY;

  /** Compares two savepoints, one key group after another; tells of each entity that differs. */
  public static void between(
      Savepoint one,
      Savepoint other,
      BiConsumer<String, Set<Difference>> visitor,
      Savepoint.Progress progress)
      throws IOException {
    int groups = one.maxParallelism();
    if (groups != other.maxParallelism()) {
      throw new IOException(
          "they have " + groups + " and " + other.maxParallelism() + " key groups");
    }
    for (int group = 0; group < groups; group++) {
      Map<String, Kept> before = new HashMap<>();
      one.read(group, kept -> before.put(kept.entity(), kept));
      other.read(group, kept -> tell(kept, before.remove(kept.entity()), visitor));
      before.keySet().forEach(entity -> visitor.accept(entity, EnumSet.of(REMOVED)));
      progress.at(group + 1, groups);
    }
  }

  private static void tell(
      Kept after, @Nullable Kept before, BiConsumer<String, Set<Difference>> visitor) {
    if (before == null) {
      visitor.accept(after.entity(), EnumSet.of(ADDED));
    } else if (!before.equals(after)) {
      visitor.accept(after.entity(), of(before, after));
    }
  }

  private static Set<Difference> of(Kept before, Kept after) {
    Entity old = before.stored().entity();
    Entity now = after.stored().entity();
    Set<Difference> all = EnumSet.noneOf(Difference.class);
    add(all, PROGRESS, !progress(old).equals(progress(now)));
    add(all, STATE, !state(old).equals(state(now)));
    add(all, HELD, !held(before).equals(held(after)));
    add(all, QUARANTINE, !Objects.equals(old.quarantine(), now.quarantine()));
    return all.isEmpty() ? EnumSet.of(MEMORY) : all;
  }

  private static void add(Set<Difference> all, Difference one, boolean holds) {
    if (holds) {
      all.add(one);
    }
  }

  private static Progressed progress(Entity entity) {
    return new Progressed(
        entity.settled(), entity.lastReleased(), entity.sequence(), entity.timeMillis());
  }

  private static Folded state(Entity entity) {
    return new Folded(entity.state(), entity.stage(), entity.deleted());
  }

  private static Waiting held(Kept kept) {
    return new Waiting(kept.stored().entity().held(), kept.stored().inline(), kept.bodies());
  }

  private record Progressed(
      @Nullable Object settled, @Nullable Object lastReleased, long sequence, long timeMillis) {}

  private record Folded(@Nullable Object state, @Nullable String stage, boolean deleted) {}

  private record Waiting(Object held, Object inline, Object bodies) {}
}
