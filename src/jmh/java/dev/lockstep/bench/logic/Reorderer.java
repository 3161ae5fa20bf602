package dev.lockstep.bench.logic;

import dev.lockstep.bench.workload.PeerEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Plain maps in memory, one object per entity; for one thread. The limit of the logic. */
public final class Reorderer {
  private final Map<String, Sequence> sequences;

  /** What is known of one entity. */
  private static final class Sequence {
    long last;
    @Nullable TreeMap<Long, PeerEvent> held;
  }

  /** A reorderer for about so many entities. */
  public Reorderer(int entities) {
    sequences = new HashMap<>(entities * 2);
  }

  /** Takes in an event, and hands on what is in order now. */
  public void accept(PeerEvent event, Consumer<PeerEvent> out) {
    Sequence sequence = sequences.computeIfAbsent(event.entityId, entity -> new Sequence());
    if (event.version <= sequence.last) {
      return;
    }
    if (event.version > sequence.last + 1) {
      hold(sequence, event);
    } else {
      out.accept(event);
      sequence.last++;
      release(sequence, out);
    }
  }

  private static void hold(Sequence sequence, PeerEvent event) {
    if (sequence.held == null) {
      sequence.held = new TreeMap<>();
    }
    sequence.held.putIfAbsent(event.version, event);
  }

  private static void release(Sequence sequence, Consumer<PeerEvent> out) {
    TreeMap<Long, PeerEvent> held = sequence.held;
    while (held != null && !held.isEmpty() && held.firstKey() == sequence.last + 1) {
      out.accept(held.pollFirstEntry().getValue());
      sequence.last++;
    }
    if (held != null && held.isEmpty()) {
      sequence.held = null;
    }
  }
}
