package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 10,000 entities of which 100 are poisoned: the others never notice. Between an event's arrival
 * and its output there are as many other events as without poison; how long each of them takes is
 * printed and not judged, because no machine is quiet.
 */
@Tag("proof")
class PoisonedEntitiesProof {
  private static final int ENTITIES = 10_000;
  private static final int POISONED = 100;

  static Stream<Arguments> runs() {
    Random random = new Random();
    return Stream.of(Backend.HEAP, Backend.CACHED)
        .map(backend -> Arguments.of(Long.getLong("proof.seed", random.nextLong()), backend));
  }

  @ParameterizedTest(name = "seed {0} on {1}")
  @MethodSource("runs")
  void theOthersNeverNotice(long seed, Backend backend) throws Exception {
    PoisonedStream stream = PoisonedStream.of(seed, ENTITIES, POISONED);
    Run.of(stream.clean(), stream, backend); // so that both are measured on a warm machine
    Run clean = Run.of(stream.clean(), stream, backend);
    Run poisoned = Run.of(stream.poisoned(), stream, backend);

    assertThat(poisoned.others().toList())
        .as("states, events and receipts of the others, seed %d", seed)
        .hasSize((ENTITIES - POISONED) * PoisonedStream.VERSIONS)
        .isEqualTo(clean.others().toList());
    assertThat(poisoned.saidOfOthers())
        .as("all else about the others, seed %d", seed)
        .isEqualTo(clean.saidOfOthers());
    assertThat(poisoned.waits)
        .as("how many events came between in and out, seed %d", seed)
        .isEqualTo(clean.waits);
    checkPoisoned(stream, clean, poisoned, seed);
    System.out.println("poison, seed " + seed + " on " + backend);
    clean.print("without poison");
    poisoned.print("with poison");
  }

  private static void checkPoisoned(PoisonedStream stream, Run clean, Run poisoned, long seed) {
    long held = 0;
    for (Map.Entry<String, Long> each : stream.culprits().entrySet()) {
      String entity = each.getKey();
      int before = each.getValue().intValue() - 1;
      assertThat(poisoned.changesOf(entity))
          .as("%s stops before its culprit, seed %d", entity, seed)
          .isEqualTo(clean.changesOf(entity).subList(0, before));
      assertThat(poisoned.saidOf(entity, "incident"))
          .containsExactly("incident QUARANTINED %s %2$s..%2$s".formatted(entity, each.getValue()));
      assertThat(poisoned.saidOf(entity, "verdict"))
          .as("only repeats have a verdict, seed %d", seed)
          .isEqualTo(clean.saidOf(entity, "verdict"))
          .allMatch(line -> line.startsWith("DUPLICATE"));
      assertThat(poisoned.saidOf(entity, "dead")).isEmpty();
      held += PoisonedStream.VERSIONS - before;
    }
    assertThat(poisoned.heldInState).as("held, seed %d", seed).isEqualTo(held);
    assertThat(poisoned.tally.get(Tally.HELD)).as("held, as counted").isEqualTo(held);
    assertThat(poisoned.tally.verdicts() + held)
        .as("verdicts + held, seed %d", seed)
        .isEqualTo(stream.poisoned().size());
    assertThat(clean.tally.verdicts()).isEqualTo(stream.clean().size());
  }

  /** What came out of one run, and how long it took. */
  private static final class Run {
    private final PoisonedStream stream;
    private final List<StateChange> changes = new ArrayList<>();
    private final Map<String, List<StateChange>> byEntity = new HashMap<>();
    private final Map<Event, Integer> arrivedAt = new HashMap<>();
    private final List<Integer> waits = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private int arrived;
    private Map<String, List<String>> said = Map.of();
    private Tally tally = Tally.NONE;
    private long heldInState;

    private Run(PoisonedStream stream) {
      this.stream = stream;
    }

    static Run of(List<Event> events, PoisonedStream stream, Backend backend) throws Exception {
      Run run = new Run(stream);
      Plan plan = Policies.byVersion().quarantining(POISONED).plan();
      try (Subtask subtask = Subtask.start(plan, backend, 0, null)) {
        for (Event event : events) {
          run.arrives(event, subtask);
        }
        subtask.watermark(Long.MAX_VALUE);
        run.takeAll(subtask.changes());
        subtask.checkpoint();
        run.tally = subtask.tally();
        run.heldInState = subtask.held();
        run.said = subtask.drain().stream().collect(Collectors.groupingBy(Lines::entity));
      }
      return run;
    }

    private void arrives(Event event, Subtask subtask) throws Exception {
      arrived++;
      arrivedAt.putIfAbsent(event, arrived);
      long before = System.nanoTime();
      subtask.arrives(event);
      long after = System.nanoTime();
      if (isOther(event)) {
        nanos.add(after - before);
      }
      takeAll(subtask.changes());
    }

    private void takeAll(List<StateChange> came) {
      for (StateChange change : came) {
        Event event = ((Change) change).event();
        changes.add(change);
        byEntity.computeIfAbsent(event.entity(), any -> new ArrayList<>()).add(change);
        if (isOther(event)) {
          waits.add(arrived - Objects.requireNonNull(arrivedAt.get(event)));
        }
      }
    }

    private boolean isOther(Event event) {
      return !stream.culprits().containsKey(event.entity());
    }

    /** The changes of the others, in the order in which they came. */
    Stream<StateChange> others() {
      return changes.stream().filter(each -> isOther(((Change) each).event()));
    }

    List<StateChange> changesOf(String entity) {
      return byEntity.getOrDefault(entity, List.of());
    }

    List<String> saidOf(String entity, String output) {
      return said.getOrDefault(entity, List.of()).stream()
          .filter(line -> Lines.output(line).equals(output))
          .toList();
    }

    Map<String, List<String>> saidOfOthers() {
      Map<String, List<String>> others = new HashMap<>(said);
      others.keySet().removeAll(stream.culprits().keySet());
      return others;
    }

    void print(String name) {
      long[] took = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
      long[] waited = waits.stream().mapToLong(Integer::longValue).sorted().toArray();
      System.out.printf(
          "  %-15s each taken in within p50 %.1f us, p99 %.1f us;"
              + " out after so many other events: p50 %d, p99 %d, max %d%n",
          name,
          at(took, 0.5) / 1e3,
          at(took, 0.99) / 1e3,
          at(waited, 0.5),
          at(waited, 0.99),
          at(waited, 1));
    }

    private static long at(long[] sorted, double share) {
      return sorted[(int) (share * (sorted.length - 1))];
    }
  }
}
