package dev.lockstep.reconcile;

import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Policies of scenarios, with small numbers and every option. */
final class ScenarioPolicies {
  private ScenarioPolicies() {}

  static Arbitrary<OrderPolicy> of(OrderBy by) {
    return Combinators.combine(ordering(by), mending()).as(OrderPolicyParts::whole);
  }

  /** What a policy is made of: its order, then how its entities are quarantined. */
  private record OrderPolicyParts(
      Quarantines quarantines, Map<String, Handling> overrides, boolean reportsGaps) {
    static OrderPolicy whole(OrderPolicy order, OrderPolicyParts parts) {
      return new OrderPolicy(
          order.by(),
          order.start(),
          order.patience(),
          order.holdAtMost(),
          order.jumpAtMost(),
          order.restartOn(),
          order.routes(),
          ties(order, parts.overrides),
          order.memory(),
          order.stateBytesAtMost(),
          parts.quarantines,
          sameEnd(parts.overrides, order.patience().skipAtEnd()),
          parts.reportsGaps);
    }

    /** What is replaced could not be parked, so a spec that asks for both is refused. */
    private static Ties ties(OrderPolicy order, Map<String, Handling> overrides) {
      boolean parks =
          Stream.concat(
                  Stream.of(order.routes()), overrides.values().stream().map(Handling::routes))
              .anyMatch(each -> each.conflictQuarantines() || each.violationQuarantines());
      return parks && order.by() == OrderBy.LATEST && order.ties() == Ties.REPLACE
          ? Ties.KEEP
          : order.ties();
    }

    /** The end of the input is the same for all types. */
    private static Map<String, Handling> sameEnd(Map<String, Handling> overrides, boolean skip) {
      Map<String, Handling> all = new HashMap<>();
      overrides.forEach(
          (type, handling) -> {
            Patience own = handling.patience();
            Patience patience =
                new Patience(own.waitMillis(), own.onGap(), own.limitMillis(), skip);
            all.put(type, new Handling(patience, handling.routes()));
          });
      return all;
    }
  }

  private static Arbitrary<OrderPolicyParts> mending() {
    Arbitrary<Integer> atMost =
        Arbitraries.frequency(Tuple.of(1, 0), Tuple.of(2, 1), Tuple.of(5, Integer.MAX_VALUE));
    Arbitrary<Quarantines> quarantines =
        Combinators.combine(Arbitraries.of(true, true, false), atMost)
            .as((heal, most) -> new Quarantines(heal, most, WhenFull.REJECT));
    Arbitrary<Handling> handling = Combinators.combine(patience(), routes()).as(Handling::new);
    Arbitrary<Map<String, Handling>> overrides =
        Arbitraries.maps(Arbitraries.of("Pay", "Note", "Start"), handling).ofMaxSize(2);
    return Combinators.combine(quarantines, overrides, Arbitraries.of(true, false))
        .as(OrderPolicyParts::new);
  }

  private static Arbitrary<OrderPolicy> ordering(OrderBy by) {
    Arbitrary<Tuple2<MemoryPolicy, Integer>> sizes =
        Combinators.combine(memory(), Arbitraries.frequency(Tuple.of(4, 100_000), Tuple.of(1, 12)))
            .as(Tuple::of);
    return Combinators.combine(
            start(),
            patience(),
            Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(2, 3), Tuple.of(2, 100)),
            jump(by),
            Arbitraries.of(Set.<String>of(), Set.of("Start")),
            routes(),
            Arbitraries.of(Ties.class),
            sizes)
        .as(
            (start, patience, hold, jump, restart, routes, ties, last) ->
                new OrderPolicy(
                    by,
                    start,
                    patience,
                    hold,
                    jump,
                    restart,
                    routes,
                    ties,
                    last.get1(),
                    last.get2(),
                    Quarantines.UNBOUNDED,
                    Map.of(),
                    false));
  }

  private static Arbitrary<Start> start() {
    return Arbitraries.of(Start.at(0), Start.at(1), Start.at(1), Start.at(2), Start.atFirstSeen());
  }

  private static Arbitrary<Patience> patience() {
    return Combinators.combine(
            Arbitraries.of(0L, 5L, 20L, OrderPolicy.UNLIMITED),
            Arbitraries.frequency(
                Tuple.of(1, OnGap.WAIT),
                Tuple.of(1, OnGap.SKIP),
                Tuple.of(1, OnGap.DEAD_LETTER),
                Tuple.of(2, OnGap.QUARANTINE)),
            Arbitraries.of(OrderPolicy.UNLIMITED, 5L, 20L),
            Arbitraries.of(true, false))
        .as(Patience::new);
  }

  private static Arbitrary<Routes> routes() {
    Arbitrary<Boolean> either = Arbitraries.of(true, false);
    Arbitrary<Boolean> often = Arbitraries.of(true, true, false);
    return Combinators.combine(either, either, either, often).as(Routes::new);
  }

  private static Arbitrary<Long> jump(OrderBy by) {
    return by == OrderBy.VERSION
        ? Arbitraries.of(4L, 10_000L, OrderPolicy.UNLIMITED)
        : Arbitraries.of(OrderPolicy.UNLIMITED, OrderPolicy.UNLIMITED, 4L);
  }

  private static Arbitrary<MemoryPolicy> memory() {
    return Combinators.combine(
            Arbitraries.of(0L, 10L, 1_000_000L),
            Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(2, 3), Tuple.of(3, 1000)),
            expiry())
        .as(MemoryPolicy::new);
  }

  private static Arbitrary<Expiry> expiry() {
    Arbitrary<Expiry> expiry =
        Combinators.combine(Arbitraries.of(0L, 5L, 30L), Arbitraries.of(true, false))
            .as(Expiry::new);
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.just(Expiry.NEVER)), Tuple.of(1, expiry));
  }
}
