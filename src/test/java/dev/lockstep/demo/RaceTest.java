package dev.lockstep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What plain consumers make of every story, on many seeds. */
class RaceTest {

  static Stream<Arguments> storiesAndSeeds() {
    return Stories.names().stream()
        .flatMap(
            name ->
                Stream.iterate(1, seed -> seed + 1)
                    .limit(10)
                    .map(seed -> Arguments.of(name, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("storiesAndSeeds")
  void oneConsumerIsRightAndEightAreWrong(String name, int seed) throws Exception {
    Demonstration demonstration = Demonstration.run(name, seed);
    Story story = demonstration.story();

    assertThat(demonstration.one().states()).isEqualTo(story.truth());
    assertThat(demonstration.one().deliveries()).isEqualTo(story.messages());
    assertThat(demonstration.one().overtaken()).isZero();
    assertThat(demonstration.one().suffered()).isEmpty();

    Finish many = demonstration.many();
    assertThat(wrongRows(story, many)).isGreaterThanOrEqualTo(story.truth().size() == 1 ? 1 : 3);
    assertThat(many.states()).isEqualTo(Story.states(many.deliveries()));
    assertThat(Set.copyOf(many.deliveries())).isEqualTo(Set.copyOf(story.messages()));
    assertThat(many.overtaken()).isPositive();
    assertThat(many.suffered()).isEqualTo(planned(name, seed));
    assertThat(many.suffered()).containsKey(Fault.Kind.SLOW).containsKey(Fault.Kind.REDELIVERED);
    assertThat(many.deliveries())
        .hasSize(story.messages().size() + many.suffered(Fault.Kind.REDELIVERED));
  }

  private static long wrongRows(Story story, Finish finish) {
    Map<String, String> truth = story.rows().apply(story.truth());
    Map<String, String> rows = story.rows().apply(finish.states());
    return truth.keySet().stream().filter(row -> !truth.get(row).equals(rows.get(row))).count();
  }

  private static Map<Fault.Kind, Integer> planned(String name, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Fault.Kind, Integer> planned = new TreeMap<>();
    Faults.plan(Stories.tell(name, random), random)
        .values()
        .forEach(fault -> planned.merge(fault.kind(), 1, Integer::sum));
    return planned;
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("storiesAndSeeds")
  void aSeedTellsTheSameStoryWithTheSameFaults(String name, int seed) {
    SplittableRandom one = new SplittableRandom(seed);
    SplittableRandom other = new SplittableRandom(seed);
    Story story = Stories.tell(name, one);
    Story again = Stories.tell(name, other);

    assertThat(lines(again)).isEqualTo(lines(story));
    assertThat(Faults.plan(again, other)).isEqualTo(Faults.plan(story, one));
  }

  private static List<String> lines(Story story) {
    return story.messages().stream().map(Message::line).toList();
  }
}
