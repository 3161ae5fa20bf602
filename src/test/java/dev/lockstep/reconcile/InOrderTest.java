package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Folded.Folding;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  void theNextVersionIsPlainAndLeadsToOneChange() {
    arrives(v(1));
    Event next = v(2).readAt(7);

    LiveEntity live = new LiveEntity(entity);

    Change change = inOrder.apply(live, next);

    assertThat(change)
        .isEqualTo(new Change(next, Receipt.next(entity, next.identity()), live.value().state()));
    assertThat(new Step(live.value(), List.of(change), List.of(), 0, 0))
        .isEqualTo(reconciler.onArrival(entity, bodies::get, next, NOW));
  }

  @Test
  void aValueThatWasTakenStaysAsItWas() {
    arrives(v(1));
    LiveEntity live = new LiveEntity(entity);
    List<Entity> values = new ArrayList<>(List.of(entity));
    for (int version = 2; version <= 40; version++) {
      assertThat(inOrder.apply(live, v(version).readAt(version))).isNotNull();
      values.add(live.value());
    }
    for (int version = 1; version <= 40; version++) {
      Entity value = values.get(version - 1);
      assertThat(value.settled()).isEqualTo(new Version.Single(version));
      assertThat(value.memory().size()).isEqualTo(version);
      assertThat(value.sequence()).isEqualTo(version);
    }
  }

  @Test
  void theFirstVersionIsPlainToo() {
    Event first = v(1).readAt(7);
    LiveEntity live = new LiveEntity(entity);

    Change change = inOrder.apply(live, first);

    assertThat(change)
        .isEqualTo(new Change(first, Receipt.next(entity, first.identity()), live.value().state()));
    assertThat(new Step(live.value(), List.of(change), List.of(), 0, 0))
        .isEqualTo(reconciler.onArrival(entity, bodies::get, first, NOW));
  }

  @Test
  void theFirstOfAnyEpochIsPlain() {
    assertPlain(v(3, 1));
  }

  @Test
  void whatCannotBeTheFirstIsNot() {
    assertNotPlain(v(0));
    assertNotPlain(v(2));
    assertNotPlain(v(3, 2));
    assertNotPlain(v(1).text("!poison"));
  }

  @Test
  void theFirstOneIsNotWhileTheEntityHoldsAnything() {
    arrives(v(2));

    assertNotPlain(v(1));
  }

  @Test
  void theFirstOneAfterAnOperatorsActIs() {
    arrives(reset());

    assertPlain(v(1));
  }

  @Test
  void whatIsAheadOrWasThereIsNot() {
    arrives(v(1));
    arrives(v(2));

    assertNotPlain(v(3).id(v(1).readAt(1).id()));
    assertNotPlain(v(4));
    assertNotPlain(v(2));
    assertNotPlain(v(2).text("another"));
    assertPlain(v(3));
  }

  @Test
  void anEventOfBeforeARestartIsNot() {
    arrives(v(1));
    arrives(reset());
    arrives(v(1).time(50));

    assertNotPlain(v(2).time(entity.restartedMillis() - 1));
    assertPlain(v(2).time(entity.restartedMillis()));
  }

  @Test
  void nothingIsInQuarantineThoughNothingIsHeld() {
    arrives(v(1));
    Quarantine gap =
        new Quarantine(Quarantine.Cause.GAP, Reason.GAP_ABANDONED, "", "", null, null, 0);

    assertThat(inOrder.apply(new LiveEntity(quarantined(entity, gap)), v(2).readAt(100))).isNull();
    assertPlain(v(2));
  }

  @Test
  void anotherFormOfVersionIsNot() {
    arrives(v(1));

    assertNotPlain(v(0, 2));
    assertPlain(v(2));
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

  private static ControlEvent reset() {
    Raw raw = new Raw(null, null, List.of(), new Origin("control", 0, 1));
    return new ControlEvent("e", "c", Verb.RESET, null, null, null, null, "ana", 7, "why", raw);
  }

  private static Entity quarantined(Entity free, Quarantine quarantine) {
    return new Entity(
        free.settled(),
        free.lastApplied(),
        free.lastReleased(),
        free.sequence(),
        free.chain(),
        free.timeMillis(),
        free.state(),
        free.stage(),
        free.deleted(),
        free.held(),
        free.nextSlot(),
        free.memory(),
        free.abandoned(),
        free.restartedMillis(),
        free.staleRun(),
        quarantine,
        free.acts(),
        free.timers());
  }

  private void arrives(Draft draft) {
    arrives(draft.readAt(++offset));
  }

  private void arrives(Arrival arrival) {
    Step step = reconciler.onArrival(entity, bodies::get, arrival, NOW);
    for (HeldChange change : step.heldChanges()) {
      bodies.compute(change.slot(), (slot, kept) -> change.event());
    }
    entity = step.entity();
  }

  private void assertPlain(Draft draft) {
    assertThat(inOrder.apply(new LiveEntity(entity), draft.readAt(100)))
        .as(draft.toString())
        .isNotNull();
  }

  private void assertNotPlain(Draft draft) {
    LiveEntity live = new LiveEntity(entity);
    assertThat(inOrder.apply(live, draft.readAt(100))).as(draft.toString()).isNull();
    assertThat(live.value()).as("nothing has changed").isEqualTo(entity);
  }
}
