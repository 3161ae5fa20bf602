package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Draft;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An entity goes on under another policy than it began with, as after an upgrade. */
final class ChangedPolicyTest {
  private final Map<Long, Event> bodies = new HashMap<>();
  private Entity entity = Entity.NEW;
  private long offset;

  @Test
  void aTimerOfALimitThatIsGoneReleasesNothing() {
    Policies time = Policies.by(OrderBy.TIME);
    Moment moment = new Moment(5, 1, 0, 0, 0);
    arrives(time.limitMillis(100), at(10, "a"), moment);
    assertThat(entity.timers().processingTime()).isEqualTo(101);

    Step fired = under(time).onLimit("e", entity, bodies::get, new Moment(5, 1_000, 900, 950, 0));

    assertThat(fired.outputs()).isEmpty();
    assertThat(fired.entity().heldEvents()).isEqualTo(1);
    assertThat(fired.entity().timers().processingTime()).isEqualTo(Timers.NONE);
  }

  @Test
  void placesOfFewerAndOfMoreRanksHaveOneOrder() {
    Policies time = Policies.by(OrderBy.TIME);
    Moment before = new Moment(5, 1, 0, 0, 0);
    arrives(time, at(10, "z"), before);
    arrives(time, at(10, "b").ranks(1L), before);
    arrives(time, at(10, "a").ranks(1L, 0L), before);
    arrives(time, at(10, "c").ranks(0L, 9L), before);

    Step fired = under(time).onWatermark("e", entity, bodies::get, new Moment(10, 1, 0, 1, 0));

    assertThat(fired.outputs())
        .extracting(ChangedPolicyTest::id)
        .containsExactly("z", "c", "b", "a");
    entity = fired.entity();
    assertThat(arrives(time, at(10, "d"), new Moment(10, 1, 0, 1, 0)).outputs())
        .extracting(each -> ((Judged) each).verdict())
        .containsExactly(Verdict.LATE);
    assertThat(arrives(time, at(10, "d2").ranks(2L), new Moment(10, 1, 0, 1, 0)).outputs())
        .extracting(ChangedPolicyTest::id)
        .containsExactly("d2");
  }

  @Test
  void noTieIsReplacedInAnEntityThatIsStillQuarantined() {
    Policies latest = Policies.by(OrderBy.LATEST);
    Moment moment = new Moment(5, 1, 0, 0, 0);
    arrives(latest.ties(Ties.CONFLICT).violationsQuarantine(), v(5), moment);
    arrives(latest.ties(Ties.CONFLICT).violationsQuarantine(), v(6).text("!"), moment);
    assertThat(entity.quarantine()).isNotNull();

    for (Draft tie : new Draft[] {v(5).text("other"), v(6).text("other")}) {
      Entity quarantined = entity;
      Step step = arrives(latest.ties(Ties.REPLACE), tie, moment);
      assertThat(step.outputs())
          .singleElement()
          .isInstanceOfSatisfying(
              Judged.class,
              judged -> {
                assertThat(judged.verdict()).isEqualTo(Verdict.STALE);
                assertThat(judged.reason()).isEqualTo(Reason.TIE_KEPT);
                assertThat(judged.deadLetter()).isTrue();
              });
      assertThat(step.entity()).isEqualTo(quarantined);
    }
  }

  private Step arrives(Policies policies, Draft draft, Moment moment) {
    Step step = under(policies).onArrival(entity, bodies::get, draft.readAt(++offset), moment);
    entity = step.entity();
    for (HeldChange change : step.heldChanges()) {
      bodies.put(change.slot(), change.event());
    }
    return step;
  }

  private static Reconciler under(Policies policies) {
    return new Reconciler(policies.policy(), Scenario::append, Rules.NONE);
  }

  private static String id(Output output) {
    return ((Change) output).event().id();
  }
}
