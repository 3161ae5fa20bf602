package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When many of the events looked at together break rules, and when too few do. */
class PoisonWatchTest {
  private static final long WATERMARK = 77;

  private final PoisonWatch watch = new PoisonWatch();

  @Test
  void theAlarmIsRaisedOnceWhenManyBreakRules() {
    rejects(PoisonWatch.ALARMING);
    appliesInOrder(PoisonWatch.WINDOW - PoisonWatch.ALARMING - 1);

    Incident alarm = watch.noteApplied(WATERMARK);

    assertThat(alarm).isNotNull();
    assertThat(alarm.kind()).isEqualTo(Incident.Kind.POISON_RATE);
    assertThat(alarm.detail())
        .isEqualTo("50 of the last 500 events broke rules, the last one INVARIANT positive");
    assertThat(alarm.watermark()).isEqualTo(WATERMARK);
    rejects(PoisonWatch.WINDOW);
  }

  @Test
  void whatIsAppliedInOrderCountsAsWhatTakesATurn() {
    rejects(PoisonWatch.ALARMING - 1);
    appliesInOrder(PoisonWatch.WINDOW - PoisonWatch.ALARMING);
    assertThat(watch.note(applied(), WATERMARK)).as("49 of 500").isNull();

    rejects(PoisonWatch.ALARMING - 1);
    appliesInOrder(PoisonWatch.WINDOW - PoisonWatch.ALARMING);
    assertThat(watch.note(rejected(), WATERMARK)).as("50 of the next 500").isNotNull();
  }

  private void appliesInOrder(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(watch.noteApplied(WATERMARK)).isNull();
    }
  }

  private void rejects(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(watch.note(rejected(), WATERMARK)).isNull();
    }
  }

  private static Step applied() {
    Event event = v(1).readAt(1);
    return step(new Change(event, Receipt.next(Entity.NEW, event.identity()), event.data()));
  }

  private static Step rejected() {
    Event event = v(1).readAt(1);
    return step(
        new Judged(event, Verdict.REJECTED, Reason.INVARIANT, "positive", "", true, null, null));
  }

  private static Step step(Output output) {
    return new Step(Entity.NEW, List.of(output), List.of(), 0, 0);
  }
}
