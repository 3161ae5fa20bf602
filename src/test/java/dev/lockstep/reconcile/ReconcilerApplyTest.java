package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.event.StableHash;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What applying does, in every mode: folding, deletes and graves, rejections, receipts. */
final class ReconcilerApplyTest {
  @Test
  void aDeleteEmptiesTheStateWithoutAskingTheReducer() {
    Bench bench =
        under(byVersion())
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).deleting().text("! the reducer would fail on this"), "2 APPLIED")
            .hasState(null);
    assertThat(bench.entity().deleted()).isTrue();
  }

  @Test
  void aGraveStaysAndAHigherVersionCreatesAgainFromNoState() {
    Bench bench =
        under(byVersion())
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).deleting(), "2 APPLIED")
            .arrives(v(1), "1 DUPLICATE(SAME_VERSION)")
            .hasState(null)
            .arrives(v(3), "3 APPLIED")
            .hasState("3;");
    assertThat(bench.entity().deleted()).isFalse();
  }

  @Test
  void aRejectedEventLeavesTheStateAndSettlesItsVersion() {
    Bench bench =
        under(byVersion())
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).text("!"), "2 REJECTED(REDUCER_FAILED) dead")
            .arrives(v(2).text("!"), "2 DUPLICATE(SAME_VERSION)")
            .arrives(v(3), "3 APPLIED")
            .hasState("1;3;");
    Judged rejected = (Judged) bench.outputs().get(1);
    assertThat(rejected.stateSeen()).hasToString("1;");
    assertThat(rejected.detail()).contains("poison");
  }

  @Test
  void aStateThatOutgrowsItsLimitIsRejected() {
    under(byVersion().stateBytesAtMost(4))
        .arrives(v(1), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .arrives(v(3), "3 REJECTED(STATE_TOO_LARGE) dead")
        .arrives(v(4).deleting(), "4 APPLIED")
        .arrives(v(5), "5 APPLIED")
        .hasState("5;");
  }

  @Test
  void aReducerThatRunsOutOfStackIsRejectedLikeAnyFailure() {
    Driver driver = new Driver(byVersion().policy(), (state, event) -> endless(event), Rules.NONE);
    assertThat(driver.arrives(v(1).readAt(1)))
        .singleElement()
        .extracting(each -> ((Judged) each).reason())
        .isEqualTo(Reason.REDUCER_FAILED);
  }

  @Test
  void whateverAReducerThrowsIsAFlawOfItsEvent() {
    List<Throwable> thrown =
        List.of(
            new AssertionError("broken"),
            new NoClassDefFoundError("acme/Missing"),
            new IOException("not declared"));
    for (Throwable failure : thrown) {
      Driver driver =
          new Driver(byVersion().policy(), (state, event) -> sneak(failure), Rules.NONE);
      assertThat(driver.arrives(v(1).readAt(1)))
          .singleElement()
          .extracting(each -> ((Judged) each).reason())
          .as(failure.toString())
          .isEqualTo(Reason.REDUCER_FAILED);
    }
  }

  /** Throws what other JVM languages throw without declaring it. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> dev.lockstep.event.Bytes sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  private static dev.lockstep.event.Bytes endless(Event event) {
    return event.ranks().size() < 0 ? event.data() : endless(event);
  }

  @Test
  void receiptsCountChainAndNameTheVersionBefore() {
    Bench bench =
        under(byVersion())
            .arrives(v(1), "1 APPLIED")
            .arrives(v(2).text("!"), "2 REJECTED(REDUCER_FAILED) dead")
            .arrives(v(3), "3 APPLIED");
    List<Change> changes =
        bench.outputs().stream().filter(Change.class::isInstance).map(Change.class::cast).toList();
    long first = chain(0, 1, changes.get(0).event());
    assertThat(changes)
        .extracting(Change::receipt)
        .containsExactly(
            new Receipt(1, null, first),
            new Receipt(
                2, changes.get(0).event().version(), chain(first, 2, changes.get(1).event())));
  }

  private static long chain(long before, long sequence, Event event) {
    long hash = StableHash.with(before, sequence);
    hash = StableHash.with(hash, StableHash.of(event.id()));
    return StableHash.finish(StableHash.with(hash, event.contentHash()));
  }
}
