package dev.lockstep.replay;

import static dev.lockstep.replay.SomeLetters.again;
import static dev.lockstep.replay.SomeLetters.header;
import static dev.lockstep.replay.SomeLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PlanTest {
  private static final Set<String> TOPICS = Set.of("orders");

  private static Plan plan(Selection selection, Filed... found) {
    return Plan.of(selection, List.of(found), TOPICS, "verbs", Progress.none());
  }

  private static Plan plan(Filed... found) {
    return plan(Selection.all(), found);
  }

  private static Selection only(Reason... reasons) {
    return new Selection(
        Set.of(), Set.of(reasons), Set.of(), Set.of(), Set.of(), null, null, Selection.MAX_LAPS);
  }

  @Test
  void anEntitysLettersGoInTheOrderOfVersionsThenTimesThenOrigins() {
    Filed ninth = letter("a", new Version.Single(9), 1, 1);
    Filed tenth = letter("a", new Version.Single(10), 0, 2);
    Filed forkOfTenth = letter("a", new Version.Single(10), 5, 0);
    Filed early = letter("a", null, 3, 9);
    Filed late = letter("a", null, 4, 3);
    Filed lateToo = letter("a", null, 4, 4);
    List<Filed> inOrder = List.of(ninth, tenth, forkOfTenth, early, late, lateToo);
    List<Filed> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(7));
    assertThat(plan(shuffled.toArray(Filed[]::new)).letters()).isEqualTo(inOrder);
  }

  @Test
  void oneEntityIsSentAfterAnother() {
    List<String> entities =
        plan(letter("a", 1, 0), letter("b", 1, 1), letter("a", 2, 2), letter("b", 2, 3))
            .letters()
            .stream()
            .map(each -> each.letter().entity() + each.letter().version())
            .toList();
    assertThat(entities).isIn(List.of("a1", "a2", "b1", "b2"), List.of("b1", "b2", "a1", "a2"));
  }

  static Stream<Arguments> leftOut() {
    Filed first = letter("a", 1, 0);
    return Stream.of(
        Arguments.of(LeftOut.COPY, again(first, 7), new Filed[] {first}),
        Arguments.of(
            LeftOut.SET_ASIDE_AGAIN,
            first,
            new Filed[] {
              letter(
                  "a",
                  1,
                  5,
                  header("lockstep-laps", "1"),
                  header("lockstep-replayed-from", "orders/0@0"))
            }),
        Arguments.of(LeftOut.LOOPS, letter("a", 1, 0, header("lockstep-laps", "3")), new Filed[0]),
        Arguments.of(
            LeftOut.REPLACED,
            letter("a", new Version.Single(1), 1, 0, Reason.REPLACED),
            new Filed[0]));
  }

  @ParameterizedTest
  @MethodSource
  void leftOut(LeftOut why, Filed one, Filed[] others) {
    List<Filed> found = new ArrayList<>(List.of(others));
    found.add(one);
    Plan plan = Plan.of(Selection.all(), found, TOPICS, "verbs", Progress.none());
    assertThat(plan.leftOut()).isEqualTo(Map.of(why, 1L));
    assertThat(plan.letters()).hasSize(others.length);
    assertThat(plan.selected()).isEqualTo(others.length + 1);
  }

  @Test
  void aLetterOfATopicThatTheJobDoesNotReadIsLeftOutUnlessItReadsFiles() {
    List<Filed> found = List.of(letter("a", 1, 0));
    assertThat(Plan.of(Selection.all(), found, Set.of("other"), "verbs", Progress.none()).leftOut())
        .isEqualTo(Map.of(LeftOut.OTHER_TOPIC, 1L));
    assertThat(Plan.of(Selection.all(), found, null, null, Progress.none()).letters())
        .isEqualTo(found);
  }

  @Test
  void aCorrectedEventThatWasSetAsideHasNoSourceToGoTo() {
    List<Filed> found = List.of(letter("a", 1, 0));
    assertThat(
            Plan.of(Selection.all(), found, Set.of("other"), "orders", Progress.none()).leftOut())
        .isEqualTo(Map.of(LeftOut.CORRECTION, 1L));
  }

  @Test
  void aCulpritThatWasReplacedIsSentWhenItIsAskedFor() {
    Filed culprit = letter("a", new Version.Single(1), 1, 0, Reason.REPLACED);
    assertThat(plan(only(Reason.REPLACED), culprit).letters()).containsExactly(culprit);
  }

  @Test
  void whatIsNotSelectedIsNeitherSentNorCounted() {
    Filed wanted = letter("a", new Version.Single(1), 1, 0, Reason.LIFECYCLE);
    Plan plan = plan(only(Reason.LIFECYCLE), wanted, letter("a", 2, 1));
    assertThat(plan.letters()).containsExactly(wanted);
    assertThat(plan.selected()).isEqualTo(1);
  }

  @Test
  void whatAnEndedReplayHandledIsNotSentAgainThoughACopyOfItComes() {
    Filed sent = letter("a", 1, 0);
    Filed fresh = letter("a", 2, 1);
    Progress ended = Progress.none().begin("t1", Map.of(0, 1L)).ended();
    Plan plan =
        Plan.of(Selection.all(), List.of(sent, fresh, again(sent, 2)), TOPICS, "verbs", ended);
    assertThat(plan.letters()).containsExactly(fresh);
    assertThat(plan.leftOut()).isEqualTo(Map.of(LeftOut.REPLAYED_BEFORE, 1L, LeftOut.COPY, 1L));
  }

  @Test
  void whatCouldNotBeSentIsToldByTheNextReplayToo() {
    Filed looped = letter("a", 1, 0, header("lockstep-laps", "3"));
    Filed foreign = letter("b", 1, 1);
    Progress ended = Progress.none().begin("t1", Map.of(0, 2L)).ended();
    assertThat(
            Plan.of(Selection.all(), List.of(looped, foreign), Set.of("other"), "verbs", ended)
                .leftOut())
        .isEqualTo(Map.of(LeftOut.LOOPS, 1L, LeftOut.OTHER_TOPIC, 1L));
  }

  static Stream<Arguments> selections() {
    return Stream.of(
        Arguments.of(true, selection(Verdict.OVERFLOW, null, null, null, null)),
        Arguments.of(false, selection(Verdict.REJECTED, null, null, null, null)),
        Arguments.of(true, selection(null, "a", null, null, null)),
        Arguments.of(false, selection(null, "b", null, null, null)),
        Arguments.of(true, selection(null, null, "Set", null, null)),
        Arguments.of(false, selection(null, null, "Get", null, null)),
        Arguments.of(true, selection(null, null, null, 1_000L, 1_001L)),
        Arguments.of(false, selection(null, null, null, 1_001L, null)),
        Arguments.of(false, selection(null, null, null, null, 1_000L)));
  }

  private static Selection selection(
      @Nullable Verdict verdict,
      @Nullable String entity,
      @Nullable String type,
      @Nullable Long since,
      @Nullable Long until) {
    return new Selection(
        verdict == null ? Set.of() : Set.of(verdict),
        Set.of(),
        entity == null ? Set.of() : Set.of(entity),
        type == null ? Set.of() : Set.of(type),
        Set.of(),
        since,
        until,
        3);
  }

  @ParameterizedTest
  @MethodSource
  void selections(boolean holds, Selection selection) {
    assertThat(selection.holds(letter("a", 1, 0).letter())).isEqualTo(holds);
    assertThat(selection.name()).matches("[0-9a-f]{12}").isNotEqualTo(Selection.all().name());
  }

  @Test
  void aForecastCountsByVerdictAndReason() {
    Plan plan =
        plan(
            letter("b", 1, 0),
            SomeLetters.redacted(letter("a", 2, 1)),
            letter("a", new Version.Single(3), 3, 2, Reason.OLDER));
    assertThat(Forecast.of(plan, OrderBy.LATEST))
        .containsExactly(
            new Forecast(
                Verdict.OVERFLOW, Reason.OLDER, 1, 0, List.of("a"), 1_002, 1_002, Outlook.NEEDLESS),
            new Forecast(
                Verdict.OVERFLOW,
                Reason.BUFFER_FULL,
                2,
                1,
                List.of("a", "b"),
                1_000,
                1_001,
                Outlook.AT_ITS_PLACE));
  }
}
