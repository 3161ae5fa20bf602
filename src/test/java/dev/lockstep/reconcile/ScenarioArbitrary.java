package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Scenarios in a small world, where versions, ids, contents and times collide all the time. */
final class ScenarioArbitrary {
  private ScenarioArbitrary() {}

  static Arbitrary<Scenario> of(OrderBy by, int most) {
    return Combinators.combine(policy(by), happenings(by, most)).as(Scenario::new);
  }

  static Arbitrary<OrderPolicy> policy(OrderBy by) {
    return Combinators.combine(
            start(),
            patience(),
            Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(2, 3), Tuple.of(2, 100)),
            jump(by),
            Arbitraries.of(Set.<String>of(), Set.of("Start")),
            Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Routes::new),
            Arbitraries.of(Ties.class),
            Combinators.combine(
                    memory(), Arbitraries.frequency(Tuple.of(4, 100_000), Tuple.of(1, 12)))
                .as(Tuple::of))
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
                    last.get2()));
  }

  private static Arbitrary<Start> start() {
    return Arbitraries.of(Start.at(0), Start.at(1), Start.at(1), Start.at(2), Start.atFirstSeen());
  }

  private static Arbitrary<Patience> patience() {
    return Combinators.combine(
            Arbitraries.of(0L, 5L, 20L, OrderPolicy.UNLIMITED),
            Arbitraries.of(OnGap.WAIT, OnGap.SKIP, OnGap.DEAD_LETTER),
            Arbitraries.of(OrderPolicy.UNLIMITED, 5L, 20L),
            Arbitraries.of(true, false))
        .as(Patience::new);
  }

  private static Arbitrary<Long> jump(OrderBy by) {
    return by == OrderBy.VERSION
        ? Arbitraries.of(4L, 10_000L, OrderPolicy.UNLIMITED)
        : Arbitraries.of(OrderPolicy.UNLIMITED, OrderPolicy.UNLIMITED, 4L);
  }

  private static Arbitrary<MemoryPolicy> memory() {
    return Combinators.combine(
            Arbitraries.of(0L, 10L, 1_000_000L),
            Arbitraries.frequency(Tuple.of(1, 1), Tuple.of(2, 3), Tuple.of(3, 1000)))
        .as(MemoryPolicy::new);
  }

  private static Arbitrary<List<Happening>> happenings(OrderBy by, int most) {
    Arbitrary<Integer> form = Arbitraries.of(0, 0, 1, by == OrderBy.LATEST ? 2 : 1);
    return form.flatMap(
        versions ->
            Arbitraries.frequencyOf(
                    Tuple.of(14, arrives(versions)),
                    Tuple.of(3, Arbitraries.longs().between(0, 60).map(Happening.WatermarkAt::new)),
                    Tuple.of(2, Arbitraries.longs().between(0, 60).map(Happening.ClockAt::new)),
                    Tuple.of(1, Arbitraries.just(new Happening.Restarts())))
                .list()
                .ofMaxSize(most)
                .flatMap(ScenarioArbitrary::ended));
  }

  private static Arbitrary<List<Happening>> ended(List<? extends Happening> happenings) {
    return Arbitraries.of(true, false)
        .map(
            ended -> {
              List<Happening> all = new ArrayList<>(happenings);
              if (ended) {
                all.add(new Happening.WatermarkAt(Moment.END));
              }
              return all;
            });
  }

  private static Arbitrary<Happening> arrives(int form) {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(4, "a"), Tuple.of(1, "b")),
            version(form),
            Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
            Arbitraries.frequency(Tuple.of(5, "one"), Tuple.of(1, "two")),
            Arbitraries.longs().between(0, 50),
            Arbitraries.frequency(Tuple.of(6, "x"), Tuple.of(1, "y"), Tuple.of(1, "!")),
            Arbitraries.frequency(Tuple.of(6, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, 3)),
            Combinators.combine(
                    Arbitraries.longs().between(0, 1), Arbitraries.longs().between(1, 99))
                .as(Tuple::of))
        .as(
            (entity, version, idShift, source, time, text, kind, rest) -> {
              Draft draft =
                  Draft.of(entity, version, time)
                      .id(idOf(version, idShift))
                      .source(source)
                      .text(text + version)
                      .ranks(rest.get1());
              return arrival(draft, kind, rest.get2());
            });
  }

  private static Happening arrival(Draft draft, int kind, long offset) {
    return new Happening.Arrives(
        switch (kind) {
          case 1 -> draft.type("Start").readAt(offset);
          case 2 -> draft.deleting().readAt(offset);
          case 3 -> draft.inAnalytics().markedAt(offset);
          default -> draft.readAt(offset);
        });
  }

  private static String idOf(Version version, int shift) {
    return shift == 0 ? "e" + version : "shared" + shift;
  }

  private static Arbitrary<Version> version(int form) {
    Arbitrary<Long> number =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.longs().between(0, 8)),
            Tuple.of(1, Arbitraries.of(20L, 9_000_000_000_000_000_000L, Long.MAX_VALUE)));
    return switch (form) {
      case 0 -> number.map(Version.Single::new);
      case 1 ->
          Combinators.combine(Arbitraries.of(0L, 1L, 1L, 1L, 2L), number).as(Version.Pair::new);
      default -> Arbitraries.of("a", "b", "bb", "é", "z", "").map(Version.Text::new);
    };
  }
}
