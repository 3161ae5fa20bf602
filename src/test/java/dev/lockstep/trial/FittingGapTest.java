package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gap stops its entity when the watermark says so, and heals when what is missing comes. */
final class FittingGapTest {
  private static final Version TWO = new Version.Single(2);

  private static final List<Event> EVENTS =
      List.of(
          FittingTest.v(1, "1", 1),
          FittingTest.v(4, "4", 2),
          FittingTest.v(3, "3", 3),
          FittingTest.v(2, "2", 4));

  private static ReferenceModel model() {
    return FittingTest.model(OnGap.QUARANTINE);
  }

  /** 2 and 3 are missing below 4 at this watermark; then 3 comes, then 2. */
  private static Story told(Long watermark) {
    ReferenceModel model = model();
    for (int i = 0; i < EVENTS.size(); i++) {
      model.happens(new Happening.Arrives(EVENTS.get(i)));
      model.happens(new Happening.WatermarkAt(i == 1 ? 14 : 0));
    }
    Outcome outcome = model.outcome();
    Version three = new Version.Single(3);
    return new Story(
        "e",
        EVENTS.stream().map(each -> new Told<Arrival>(each, 0)).toList(),
        List.of(),
        outcome.decisions().stream().map(each -> told(each, 1)).toList(),
        List.of(
            told(new Notice(Kind.QUARANTINED, "e", TWO, three), 1),
            told(new Notice(Kind.RELEASED, "e", TWO, three), 1)),
        Arrays.asList(watermark, null),
        List.of(
            told("GAP 2..3, 1 held, {\"last\":\"1\",\"s1\":\"1\"}", 1),
            told("GAP 2, 2 held, {\"last\":\"1\",\"s1\":\"1\"}", 1),
            told("over", 1)),
        Story.End.of("e", outcome));
  }

  private static <T> Told<T> told(T what, long atMillis) {
    return new Told<>(what, atMillis);
  }

  private static boolean fits(Story story) {
    return Fitting.of(story, FittingGapTest::model).violation().isEmpty();
  }

  @Test
  void aGapThatWasWaitedForStopsItsEntityUntilItIsFilled() {
    assertThat(fits(told(14L))).isTrue();
    assertThat(told(14L).end().quarantined()).isEqualTo("free");
    assertThat(told(14L).decisions()).hasSize(EVENTS.size());
  }

  @Test
  void noGapStopsItsEntityBeforeItsPatienceIsOver() {
    assertThat(fits(told(13L))).isFalse();
    assertThat(fits(told(null))).isFalse();
  }
}
