package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Folded.Folding;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a user's reducer throws is told, within bounds, whatever it throws. */
final class FoldedTest {
  private static final Event EVENT = v(1).readAt(0);

  @Test
  void whatAReducerThrowsIsTheDetail() {
    assertThat(detail(new IllegalStateException("no amount")))
        .isEqualTo("java.lang.IllegalStateException: no amount");
  }

  @Test
  void ofALongMessageTheBeginningIsKept() {
    String said = "java.lang.IllegalStateException: ";
    assertThat(detail(new IllegalStateException("x".repeat(5_000_000))))
        .isEqualTo(said + "x".repeat(1_000 - said.length()) + "...");
    assertThat(detail(new IllegalStateException("🔒".repeat(5_000))))
        .as("a character is not cut in two")
        .isEqualTo(said + "🔒".repeat((1_000 - said.length()) / 2) + "...");
  }

  @Test
  @SuppressWarnings("NullAway") // what a user's reducer may do
  void aReducerThatReturnsNothingHasFailed() {
    Folding folding = new Folding((state, event) -> null, Rules.NONE, 1_000);

    assertThat(Objects.requireNonNull(folding.fold(null, null, EVENT).violation()).reason())
        .isEqualTo(Reason.REDUCER_FAILED);
    assertThat(folding.reduce(null, EVENT)).isNull();
  }

  @Test
  void whatCannotSayWhatItIsIsNamed() {
    assertThat(detail(new Mute())).isEqualTo(Mute.class.getName());
  }

  private static String detail(RuntimeException thrown) {
    Folding folding =
        new Folding(
            (state, event) -> {
              throw thrown;
            },
            Rules.NONE,
            1_000);
    Folded folded = folding.fold(null, null, EVENT);
    Violation violation = Objects.requireNonNull(folded.violation());
    assertThat(violation.reason()).isEqualTo(Reason.REDUCER_FAILED);
    assertThat(folded.state()).isNull();
    return violation.detail();
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("no message");
    }
  }
}
