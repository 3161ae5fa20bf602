package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Folded.Folding;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Draft;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What is the plain case, and what is not; that it is decided as all are, {@link Driver} checks.
 */
final class InOrderTest {
  private static final Moment NOW = new Moment(0, 0, 0, 0, 0);

  private final OrderPolicy policy = byVersion().policy();
  private final Reconciler reconciler = new Reconciler(policy, Scenario::append, Rules.NONE);
  private final InOrder inOrder =
      new InOrder(policy, new Folding(Scenario::append, Rules.NONE, policy.stateBytesAtMost()));
  private final Map<Long, Event> bodies = new HashMap<>();
  private Entity entity = Entity.NEW;
  private long offset;

  @Test
  void theNextVersionIsPlainAndMakesOneStep() {
    arrives(v(1));
    Event next = v(2).readAt(7);

    Step step = inOrder.step(entity, next);

    assertThat(step).isNotNull();
    assertThat(step.outputs())
        .containsExactly(
            new Change(next, Receipt.next(entity, next.identity()), step.entity().state()));
    assertThat(step.heldChanges()).isEmpty();
    assertThat(step).isEqualTo(reconciler.inTurn(entity, bodies::get, next, NOW));
  }

  @Test
  void theFirstVersionIsNot() {
    assertNotPlain(v(1));
  }

  @Test
  void whatIsAheadOrWasThereIsNot() {
    arrives(v(1));
    arrives(v(2));

    assertPlain(v(3));
    assertNotPlain(v(4));
    assertNotPlain(v(2));
    assertNotPlain(v(2).text("another"));
    assertNotPlain(v(3).id(v(1).readAt(1).id()));
  }

  @Test
  void nothingIsWhileTheEntityHoldsAnything() {
    arrives(v(1));
    arrives(v(3));

    assertNotPlain(v(2));
    arrives(v(2));
    assertPlain(v(4));
  }

  @Test
  void anEventThatBreaksARuleIsNot() {
    arrives(v(1));

    assertNotPlain(v(2).text("!poison"));
    assertPlain(v(2));
  }

  @Test
  void anotherEpochIsNot() {
    arrives(v(0, 1));

    assertPlain(v(0, 2));
    assertNotPlain(v(1, 2));
    assertNotPlain(v(1, 1));
  }

  @Test
  void onlyJobsByVersionThatExpireNothingHavePlainCases() {
    assertThat(InOrder.isOf(policy)).isTrue();
    assertThat(InOrder.isOf(byVersion().residueAfter(5).policy())).isFalse();
    for (OrderBy by : OrderBy.values()) {
      assertThat(InOrder.isOf(Policies.by(by).policy())).isEqualTo(by == OrderBy.VERSION);
    }
  }

  private void arrives(Draft draft) {
    Step step = reconciler.onArrival(entity, bodies::get, draft.readAt(++offset), NOW);
    for (HeldChange change : step.heldChanges()) {
      bodies.compute(change.slot(), (slot, kept) -> change.event());
    }
    entity = step.entity();
  }

  private void assertPlain(Draft draft) {
    assertThat(inOrder.step(entity, draft.readAt(100))).as(draft.toString()).isNotNull();
  }

  private void assertNotPlain(Draft draft) {
    Entity before = Objects.requireNonNull(entity);
    assertThat(inOrder.step(entity, draft.readAt(100))).as(draft.toString()).isNull();
    assertThat(entity).isEqualTo(before);
  }
}
