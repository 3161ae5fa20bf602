package dev.lockstep.pipeline;

import dev.lockstep.reconcile.Memory;
import dev.lockstep.state.Apart;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Uids;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;

/**
 * What entities remember, but for the last of it: a list that is added to at its end without being
 * read. For the entity whose key is set.
 */
final class KeptMemory {
  private final ListState<Memory> kept;
  private final boolean isUsed;

  /**
   * The memory of one subtask.
   *
   * @param isUsed whether anything is to be kept here: a backend that holds objects writes nothing
   *     for an event, and would have them twice
   */
  KeptMemory(KeyedStateStore states, boolean isUsed) {
    this.isUsed = isUsed;
    kept =
        states.getListState(
            new ListStateDescriptor<>(Uids.MEMORY_STATE, Layout.MEMORY.typeInformation()));
  }

  /** A value that was read, with what is kept here. */
  Stored whole(Stored value) throws Exception {
    return value.apart().events() == 0 ? value : value.whole(kept.get());
  }

  /** Takes over what has become too much for a value, and lets go of what is forgotten. */
  Stored keep(Stored stored) throws Exception {
    Apart apart = stored.apart();
    int size = stored.remembered();
    if (!isUsed || size <= Apart.IN_VALUE_AT_MOST) {
      return apart.isNone() ? stored : takenBack(stored);
    }
    return apart.isMostlyPast() || apart.hasTooFew(size) ? moved(stored) : stored;
  }

  private Stored takenBack(Stored stored) {
    kept.clear();
    return stored.keeping(stored.entity().memory(), Apart.NONE);
  }

  private Stored moved(Stored stored) throws Exception {
    Apart apart = stored.apart();
    Memory memory = stored.entity().memory().followed();
    int size = memory.size();
    if (apart.isMostlyPast()) {
      kept.update(List.of(memory));
      return stored.keeping(memory, new Apart(size, 0));
    }
    kept.add(memory.part(apart.events(), size));
    return stored.keeping(memory, new Apart(size, apart.forgotten()));
  }
}
