package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.state.Apart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an entity remembers is the same wherever it is kept, and however often it is restored. */
class KeptMemoryTest {
  private static final int ARRIVALS = 1_500;
  private static final int REMEMBERED_AT_MOST = 200;
  private static final Policies POLICIES =
      Policies.byVersion().restartOn("Began").remembering(700, REMEMBERED_AT_MOST);

  static Stream<Arguments> runs() {
    return Stream.of(Backend.values())
        .flatMap(backend -> LongStream.rangeClosed(1, 2).mapToObj(s -> Arguments.of(backend, s)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("runs")
  void verdictsAreThoseOfAnUndisturbedJobOnTheHeap(Backend backend, long seed) throws Exception {
    List<Event> arrivals = arrivals(new Random(seed));
    Story undisturbed = new Story(Backend.HEAP);
    undisturbed.play(arrivals, new Random(seed), false);
    Story story = new Story(backend);
    story.play(arrivals, new Random(seed), true);
    assertThat(byEntity(story.came)).as("seed %d", seed).isEqualTo(byEntity(undisturbed.came));
    assertThat(story.apart).as("entities with events apart").isPositive();
  }

  @Test
  void theStreamHasDuplicatesConflictsAndBeginnings() throws Exception {
    Story story = new Story(Backend.HEAP);
    story.play(arrivals(new Random(1)), new Random(1), false);
    for (String each :
        List.of("DUPLICATE", "SAME_VERSION_OTHER_CONTENT", "SAME_ID", "STALE", "RESTARTED")) {
      assertThat(story.came).as(each).anyMatch(line -> line.contains(each));
    }
    assertThat(story.apart).as("on the heap nothing is kept apart").isZero();
  }

  @Test
  void nothingIsKeptApartOfFew() throws Exception {
    assertThat(apartAfter(Apart.IN_VALUE_AT_MOST)).isEqualTo(Apart.NONE);
    assertThat(apartAfter(Apart.IN_VALUE_AT_MOST + 1))
        .isEqualTo(new Apart(Apart.IN_VALUE_AT_MOST + 1, 0));
  }

  private static Apart apartAfter(int events) throws Exception {
    try (Subtask subtask = Subtask.start(POLICIES.plan(), Backend.CACHED, 0, null)) {
      for (int i = 1; i <= events; i++) {
        subtask.arrives(Events.event("a", i).at(i).build());
      }
      return subtask.entities().get("a").apart();
    }
  }

  @Test
  void whatIsForgottenIsNotKeptForEver() throws Exception {
    try (Subtask subtask = Subtask.start(POLICIES.plan(), Backend.ROCKSDB, 0, null)) {
      int most = 0;
      for (int i = 1; i <= 3_000; i++) {
        subtask.arrives(Events.event("a", i).at(0).build());
        Apart apart = subtask.entities().get("a").apart();
        most = Math.max(most, apart.events() + apart.forgotten());
      }
      assertThat(most).isBetween(REMEMBERED_AT_MOST, 2 * REMEMBERED_AT_MOST + 1);
      subtask.arrives(Events.event("a", 1).type("Began").at(9).build());
      assertThat(subtask.entities().get("a").apart()).isEqualTo(Apart.NONE);
      assertThat(subtask.entities().get("a").entity().memory().size()).isEqualTo(1);
    }
  }

  @Test
  void whatTimeHasForgottenIsNotReadAgainAndAgain() throws Exception {
    try (Subtask subtask = Subtask.start(POLICIES.plan(), Backend.ROCKSDB, 0, null)) {
      for (int i = 1; i <= 180; i++) {
        subtask.arrives(Events.event("a", i).at(i < 150 ? 0 : 600).build());
      }
      assertThat(subtask.entities().get("a").apart().events()).isGreaterThan(100);
      subtask.arrives(Events.event("a", 181).at(701).build());
      assertThat(subtask.entities().get("a").entity().memory().size()).isEqualTo(32);
      assertThat(subtask.entities().get("a").apart()).isEqualTo(Apart.NONE);
      for (int i = 182; i <= 240; i++) {
        subtask.arrives(Events.event("a", i).at(701).build());
      }
      assertThat(subtask.entities().get("a").apart().forgotten()).isZero();
    }
  }

  /** Two entities, one of them much the busier; all kinds of events that memory is asked about. */
  private static List<Event> arrivals(Random random) {
    List<Event> arrivals = new ArrayList<>();
    int[] newest = new int[2];
    int[] era = new int[2];
    for (int i = 0; i < ARRIVALS; i++) {
      int entity = random.nextInt(4) == 0 ? 1 : 0;
      int dice = random.nextInt(1_000);
      if (newest[entity] > 0 && dice < 200) {
        int old = newest[entity] - Math.min(newest[entity] - 1, random.nextInt(260));
        arrivals.add(said(entity, era[entity], old, dice < 150 ? "" : "other").build());
      } else if (newest[entity] > 0 && dice < 220) {
        int old = 1 + random.nextInt(newest[entity]);
        Events next = said(entity, era[entity], ++newest[entity], "");
        arrivals.add(next.id(said(entity, era[entity], old, "").id()).build());
      } else if (dice < 222) {
        newest[entity] = 1;
        Events began = said(entity, ++era[entity], 1, "").type("Began");
        arrivals.add(began.at(1_000_000L * era[entity]).build());
      } else {
        arrivals.add(said(entity, era[entity], ++newest[entity], "").build());
      }
    }
    return arrivals;
  }

  private static Events said(int entity, int era, int version, String said) {
    return Events.event("e" + entity, new Version.Single(version))
        .id(era + "-" + version)
        .says(version + said)
        .at(1_000_000L * era + 5L * version);
  }

  /** In order for each entity and output. */
  private static Map<String, List<String>> byEntity(List<String> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.replaceFirst(" .*", "") + (line.contains("e0") ? " e0" : " e1")));
  }

  /** A subtask that is stopped and goes on, from checkpoints and on other backends. */
  private static final class Story {
    private final List<String> came = new ArrayList<>();
    private Backend backend;
    private int apart;

    Story(Backend backend) {
      this.backend = backend;
    }

    void play(List<Event> arrivals, Random random, boolean disturbed) throws Exception {
      Subtask subtask = Subtask.start(POLICIES.plan(), backend, 0, null);
      for (Event arrival : arrivals) {
        subtask.arrives(arrival);
        if (disturbed && random.nextInt(100) == 0) {
          subtask = restarted(subtask, random.nextInt(3) == 0);
        }
      }
      came.addAll(subtask.drain());
      subtask.checkState();
      subtask.close();
    }

    private Subtask restarted(Subtask subtask, boolean elsewhere) throws Exception {
      OperatorSubtaskState state = elsewhere ? subtask.savepoint() : subtask.checkpoint();
      apart +=
          (int)
              subtask.entities().values().stream()
                  .filter(stored -> stored.apart().events() > 0)
                  .count();
      came.addAll(subtask.drain());
      subtask.close();
      backend = elsewhere ? backend.other() : backend;
      return Subtask.start(POLICIES.plan(), backend, 0, state);
    }
  }
}
