package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Applied;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Checker;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Fault;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.Workload;
import dev.lockstep.simulate.Workload.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever order, repetition and delay do to a stream, every entity ends as if nothing had. */
final class ConvergenceTest {
  private static final Fault ANY_ORDER =
      Fault.redelivered(0.2, 100)
          .then(Fault.restamped(0.2, 100))
          .then(Fault.delayed(0.2, 40))
          .then(Fault.shuffled());

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void byVersionAnyPermutationWithRepeatsGivesTheInOrderFold(@ForAll long seed) {
    Workload workload = Workload.of(5, 120).skewed(1).clockSkew(200).shares(0.05, 0.1);
    converges(Policies.byVersion().onGap(OnGap.WAIT), workload, ANY_ORDER, seed);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void byPairsDisorderWithinAnEpochGivesTheInOrderFold(@ForAll long seed) {
    Workload workload = Workload.of(1, 60).versions(Form.PAIR).shares(0.05, 0);
    Fault withinEpochs = Fault.permuted(10).then(Fault.redelivered(0.2, 40));
    converges(Policies.byVersion().onGap(OnGap.WAIT), workload, withinEpochs, seed);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void byLatestAnyPermutationWithRepeatsEndsWithTheNewest(@ForAll long seed) {
    for (Form form : List.of(Form.NUMBER, Form.PAIR, Form.TEXT)) {
      Workload workload = Workload.of(5, 120).versions(form).clockSkew(200).shares(0.1, 0);
      List<Draft> drafts = workload.drafts(Chance.of(seed));
      List<Draft> struck = ANY_ORDER.strike(drafts, Chance.of(~seed));
      Policies policies =
          Policies.by(OrderBy.LATEST).ties(Ties.REPLACE).remember(OrderPolicy.UNLIMITED, 10_000);
      Driver driver = new Driver(policies.policy(), (state, event) -> event.data(), Rules.NONE);
      Draft.readAll(struck).forEach(driver::arrives);
      Map<String, Draft> newest = new TreeMap<>();
      drafts.forEach(each -> newest.put(each.entity(), each));
      newest.forEach(
          (id, draft) ->
              assertThat(String.valueOf(driver.entity(id).state()))
                  .as("seed %d, %s", seed, id)
                  .isEqualTo(draft.delete() ? "null" : draft.text()));
    }
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
  void byTimeAnyPermutationWithRepeatsGivesTheOrderOfTimeIfTheWatermarkComesLast(
      @ForAll long seed) {
    Workload workload = Workload.of(5, 120).versions(Form.NONE).clockSkew(50).shares(0.05, 0);
    List<Draft> drafts = workload.drafts(Chance.of(seed));
    Fault faults = Fault.redelivered(0.2, 100).then(Fault.shuffled());
    OrderPolicy policy = Policies.by(OrderBy.TIME).remember(OrderPolicy.UNLIMITED, 10_000).policy();
    Comparator<Draft> inTime =
        Comparator.comparingLong(Draft::timeMillis).thenComparing(each -> each.ranks().get(0));
    endsAs(policy, drafts.stream().sorted(inTime).toList(), drafts, faults, seed);
  }

  private static void converges(Policies policies, Workload workload, Fault faults, long seed) {
    List<Draft> drafts = workload.drafts(Chance.of(seed));
    OrderPolicy policy = policies.remember(OrderPolicy.UNLIMITED, 10_000).policy();
    endsAs(policy, drafts, drafts, faults, seed);
  }

  /** Applies each entity's drafts in this order, and nothing else, and holds nothing. */
  private static void endsAs(
      OrderPolicy policy, List<Draft> inOrder, List<Draft> written, Fault faults, long seed) {
    List<Arrival> arrivals = Draft.readAll(faults.strike(written, Chance.of(~seed)));
    Driver driver = new Driver(policy, Scenario::append, Rules.NONE);
    arrivals.forEach(driver::arrives);
    driver.watermark(Moment.END);
    Outcome outcome = driver.outcome();
    assertThat(contents(outcome)).as("seed %d", seed).isEqualTo(contents(inOrder));
    assertThat(outcome.held()).isEmpty();
    assertThat(outcome.notices()).isEmpty();
    assertThat(new Checker(policy, Scenario::append).check(arrivals, outcome)).isEmpty();
  }

  private static Map<String, List<Long>> contents(Outcome outcome) {
    Map<String, List<Long>> contents = new TreeMap<>();
    for (Applied each : outcome.applied()) {
      Event event = Objects.requireNonNull(each.event());
      contents.computeIfAbsent(event.entity(), id -> new ArrayList<>()).add(event.contentHash());
    }
    return contents;
  }

  private static Map<String, List<Long>> contents(List<Draft> drafts) {
    Map<String, List<Long>> contents = new TreeMap<>();
    for (Draft each : drafts) {
      if (!each.analytics()) {
        contents.computeIfAbsent(each.entity(), id -> new ArrayList<>()).add(each.contentHash());
      }
    }
    return contents;
  }
}
