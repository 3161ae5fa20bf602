package dev.lockstep.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a seed decides: the same every time, and wrong for certain. */
class ScriptTest {
  private static final int SEEDS = 10;
  private static final int ORDERS = 50;

  static Stream<Arguments> scripts() {
    return Stories.names().stream()
        .flatMap(
            name ->
                IntStream.rangeClosed(1, SEEDS)
                    .boxed()
                    .flatMap(
                        seed ->
                            Stream.of(false, true).map(keyed -> Arguments.of(name, keyed, seed))));
  }

  @ParameterizedTest(name = "{0}, keyed {1}, seed {2}")
  @MethodSource("scripts")
  void aSeedDecidesTheSameEveryTime(String name, boolean keyed, int seed) {
    Script script = script(name, keyed, seed);
    Script again = script(name, keyed, seed);

    assertThat(again.routes()).isEqualTo(script.routes());
    assertThat(again.faults()).isEqualTo(script.faults());
    assertThat(lines(again)).isEqualTo(lines(script)).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0}, keyed {1}, seed {2}")
  @MethodSource("scripts")
  void whateverOrderTheOthersTakeTheCulpritsLeaveWrongStates(String name, boolean keyed, int seed) {
    Script script = script(name, keyed, seed);
    Random random = new Random(seed);

    for (int order = 0; order < ORDERS; order++) {
      List<Message> effects = effects(script, random);
      assertThat(wrongRows(script.story(), effects))
          .as("order %d", order)
          .isGreaterThanOrEqualTo(script.story().truth().size() == 1 ? 1 : 3);
    }
  }

  @ParameterizedTest(name = "{0}, keyed {1}, seed {2}")
  @MethodSource("scripts")
  void nobodyWaitsForOneWhoWaits(String name, boolean keyed, int seed) {
    Script script = script(name, keyed, seed);
    Set<Integer> culprits =
        culprits(script).stream().map(Message::number).collect(Collectors.toSet());

    script
        .faults()
        .forEach(
            (number, fault) -> {
              if (!culprits.contains(number)) {
                assertThat(fault.awaited()).doesNotContainAnyElementsOf(script.faults().keySet());
              }
              if (fault.kind() == Kind.SLOW) {
                assertThat(script.routes().get(number).isOpen()).isFalse();
                assertThat(fault.awaited()).allMatch(each -> script.routes().get(each).isOpen());
              }
              assertThat(fault.awaited().isEmpty()).isNotEqualTo(fault.kind().isWaiting());
            });
  }

  @ParameterizedTest(name = "{0}, keyed {1}, seed {2}")
  @MethodSource("scripts")
  void withKeysAnEntityHasOnePartition(String name, boolean keyed, int seed) {
    Script script = script(name, keyed, seed);

    script
        .story()
        .byEntity()
        .values()
        .forEach(
            messages -> {
              Set<Integer> partitions =
                  messages.stream()
                      .map(each -> script.routeOf(each).partition())
                      .collect(Collectors.toSet());
              assertThat(partitions.size() == 1).isEqualTo(keyed);
            });
  }

  /** Everything once, what is handled twice twice, in any order; the culprits at the end. */
  private static List<Message> effects(Script script, Random random) {
    List<Message> culprits = culprits(script);
    List<Message> effects = new ArrayList<>();
    for (Message message : script.story().messages()) {
      Fault fault = script.faultOf(message);
      boolean culprit = culprits.contains(message);
      if (!culprit || fault.kind().isTwofold()) {
        effects.add(message);
      }
      if (!culprit && fault != null && fault.kind().isTwofold()) {
        effects.add(message);
      }
    }
    Collections.shuffle(effects, random);
    effects.addAll(culprits);
    return effects;
  }

  /** Those that wait for all others of their entity; what is sent twice waits for what is late. */
  private static List<Message> culprits(Script script) {
    List<Message> culprits = new ArrayList<>();
    for (List<Message> messages : script.story().byEntity().values()) {
      for (Message message : messages) {
        Fault fault = script.faultOf(message);
        Set<Integer> others =
            messages.stream().map(Message::number).collect(Collectors.toCollection(TreeSet::new));
        others.remove(message.number());
        if (fault != null && fault.awaited().equals(others)) {
          culprits.add(message);
        }
      }
    }
    culprits.sort(
        (one, other) -> script.faultOf(one).kind().compareTo(script.faultOf(other).kind()));
    return culprits;
  }

  static long wrongRows(Story story, List<Message> effects) {
    Map<String, String> truth = story.rows().apply(story.truth());
    Map<String, String> rows = story.rows().apply(Story.states(effects));
    return truth.keySet().stream().filter(row -> !truth.get(row).equals(rows.get(row))).count();
  }

  private static Script script(String name, boolean keyed, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Story story = Stories.tell(name, random);
    return Script.inParallel(
        story, Demonstration.PRODUCERS, Demonstration.CONSUMERS, keyed, random);
  }

  private static List<String> lines(Script script) {
    return script.story().messages().stream().map(Message::line).toList();
  }
}
