package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/** Scenarios in a small world, where versions, ids, contents and times collide all the time. */
final class ScenarioArbitrary {
  private ScenarioArbitrary() {}

  /** Something that happens, or that an operator is about to ask for. */
  private sealed interface Plan permits Fixed, Open, Again {}

  private record Fixed(Happening happening) implements Plan {}

  private record Open(Asked asked) implements Plan {}

  private record Again(Replay replay) implements Plan {}

  static Arbitrary<Scenario> of(OrderBy by, int most) {
    return Combinators.combine(ScenarioPolicies.of(by), plans(by, most))
        .as(ScenarioArbitrary::scenario);
  }

  /** Operators look at the model, so that they often name what really is there. */
  private static Scenario scenario(OrderPolicy policy, List<Plan> plans) {
    ReferenceModel model = new ReferenceModel(policy, Scenario::append, ScenarioRules.SMALL_WORLD);
    List<Happening> happenings = new ArrayList<>(plans.size());
    for (Plan plan : plans) {
      Happening happening = happening(plan, model.outcome(), policy.by());
      if (happening != null) {
        model.happens(happening);
        happenings.add(happening);
      }
    }
    return new Scenario(policy, happenings);
  }

  private static @Nullable Happening happening(Plan plan, Outcome now, OrderBy by) {
    if (plan instanceof Fixed fixed) {
      return fixed.happening;
    } else if (plan instanceof Open open) {
      return new Happening.Arrives(open.asked.when(now, by));
    }
    Event again = ((Again) plan).replay.when(now);
    return again == null ? null : new Happening.Arrives(again);
  }

  private static Arbitrary<List<Plan>> plans(OrderBy by, int most) {
    Arbitrary<Integer> form = Arbitraries.of(0, 0, 1, by == OrderBy.LATEST ? 2 : 1);
    return form.flatMap(
        versions ->
            Combinators.combine(
                    Arbitraries.frequencyOf(
                            Tuple.of(14, arrives(versions).map(Fixed::new)),
                            Tuple.of(4, asks(versions).map(Open::new)),
                            Tuple.of(1, replays().map(Again::new)),
                            Tuple.of(3, times().map(Happening.WatermarkAt::new).map(Fixed::new)),
                            Tuple.of(2, times().map(Happening.ClockAt::new).map(Fixed::new)),
                            Tuple.of(1, Arbitraries.just(new Fixed(new Happening.Restarts()))))
                        .list()
                        .ofMaxSize(most),
                    Arbitraries.of(true, false),
                    asks(versions).map(Open::new).list().ofMaxSize(3))
                .as(ScenarioArbitrary::ended));
  }

  private static Arbitrary<Long> times() {
    return Arbitraries.longs().between(0, 60);
  }

  /** When the input has ended, operators may still mend what is left of it. */
  private static List<Plan> ended(
      List<? extends Plan> before, boolean ends, List<? extends Plan> after) {
    List<Plan> all = new ArrayList<>(before);
    if (ends) {
      all.add(new Fixed(new Happening.WatermarkAt(Moment.END)));
      all.addAll(after);
    }
    return all;
  }

  private static Arbitrary<Replay> replays() {
    return Arbitraries.integers().between(0, 20).map(Replay::new);
  }

  private static Arbitrary<Asked> asks(int form) {
    Arbitrary<Verb> verbs =
        Arbitraries.frequency(
            Tuple.of(1, Verb.INSPECT),
            Tuple.of(5, Verb.RELEASE),
            Tuple.of(6, Verb.SKIP),
            Tuple.of(5, Verb.REPLACE),
            Tuple.of(3, Verb.ADVANCE),
            Tuple.of(2, Verb.RESET),
            Tuple.of(2, Verb.FORGET));
    return Combinators.combine(
            verbs,
            Arbitraries.integers().between(0, 20).map(number -> "c" + number),
            Arbitraries.of(true, true, true, false),
            drafts(form))
        .as((verb, id, knows, draft) -> new Asked(verb, id, knows, draft.get1(), draft.get2()));
  }

  private static Arbitrary<Happening> arrives(int form) {
    return Combinators.combine(
            drafts(form),
            Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(1, 3)),
            Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1)))
        .as(
            (draft, kind, laps) -> {
              long offset = draft.get2();
              if (kind == 3) {
                return new Happening.Arrives(draft.get1().inAnalytics().markedAt(offset));
              }
              return new Happening.Arrives(
                  laps == 0 ? draft.get1().readAt(offset) : draft.get1().replayedAt(offset, laps));
            });
  }

  private static Arbitrary<Tuple2<Draft, Long>> drafts(int form) {
    Arbitrary<String> text =
        Arbitraries.frequency(
            Tuple.of(12, "x"),
            Tuple.of(2, "y"),
            Tuple.of(2, "!"),
            Tuple.of(2, "?"),
            Tuple.of(1, "?!"));
    Arbitrary<String> type =
        Arbitraries.frequency(
            Tuple.of(12, "Set"),
            Tuple.of(4, "Start"),
            Tuple.of(3, "Pay"),
            Tuple.of(3, "Note"),
            Tuple.of(1, "Crash"),
            Tuple.of(2, "delete"));
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(4, "a"), Tuple.of(1, "b")),
            version(form),
            Arbitraries.frequency(Tuple.of(12, 0), Tuple.of(1, 1), Tuple.of(1, 2)),
            Arbitraries.frequency(Tuple.of(5, "one"), Tuple.of(1, "two")),
            Arbitraries.longs().between(0, 50),
            text,
            type,
            Combinators.combine(
                    Arbitraries.longs().between(0, 1), Arbitraries.longs().between(1, 99))
                .as(Tuple::of))
        .as(
            (entity, version, idShift, source, time, words, kind, rest) -> {
              Draft draft =
                  Draft.of(entity, version, time)
                      .id(idOf(version, idShift))
                      .source(source)
                      .text(words + version)
                      .ranks(rest.get1());
              return Tuple.of(
                  kind.equals("delete") ? draft.deleting() : draft.type(kind), rest.get2());
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
