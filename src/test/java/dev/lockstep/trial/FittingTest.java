package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Operator;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every order of events and control events fits, and each lie about one fits nowhere. */
final class FittingTest {
  /** 2 is poison: 3 and 4 are parked behind it until it is skipped. */
  private static final List<Event> EVENTS =
      List.of(v(1, "1", 1), v(2, "!2", 2), v(3, "3", 3), v(4, "4", 4), v(3, "3", 5), v(5, "5", 6));

  private static final ControlEvent SKIP = new Operator("e").skip("c1", "e-2");
  private static final ControlEvent AGAIN = new Operator("e").skip("c1", "e-2");

  /** When an event is written that is not the first one. */
  private static final long STEP_MILLIS = 100;

  /** An event with data as the trial writes them. */
  static Event v(long number, String text, long offset) {
    Draft draft = Draft.of("e", new Version.Single(number), number).text(text);
    Event read = draft.readAt(offset);
    return new Event(
        read.entity(),
        read.id(),
        read.source(),
        read.type(),
        read.version(),
        read.timeMillis(),
        read.ranks(),
        read.delete(),
        read.contentHash(),
        Bytes.utf8(Written.data(text)),
        read.raw());
  }

  private static ReferenceModel model() {
    return model(OnGap.WAIT);
  }

  /** The model of a job that waits for 10 ms. */
  static ReferenceModel model(OnGap onGap) {
    OrderPolicy policy =
        new OrderPolicy(
            OrderBy.VERSION,
            Start.at(1),
            new Patience(10, onGap, OrderPolicy.UNLIMITED, false),
            100,
            OrderPolicy.UNLIMITED,
            Set.of(),
            new Routes(false, true, true, true),
            Ties.CONFLICT,
            new MemoryPolicy(1_000, 100),
            1_000,
            Quarantines.UNBOUNDED,
            Map.of(),
            false);
    return new ReferenceModel(policy, Json.fold(false), new Invariants());
  }

  /** What a job tells that is asked to skip, twice, after so many events. */
  private static Story told(int after) {
    List<Arrival> arrivals = new ArrayList<>(EVENTS);
    arrivals.addAll(after, List.of(SKIP, AGAIN));
    ReferenceModel model = model();
    model.happens(new Happening.WatermarkAt(0));
    List<Told<Decision>> decisions = new ArrayList<>();
    List<Told<Notice>> notices = new ArrayList<>();
    List<Told<String>> stops = new ArrayList<>();
    Outcome before = model.outcome();
    for (int i = 0; i < arrivals.size(); i++) {
      model.happens(new Happening.Arrives(arrivals.get(i)));
      Outcome now = model.outcome();
      long atMillis = i * STEP_MILLIS + 50;
      now.decisions().stream()
          .skip(before.decisions().size())
          .forEach(each -> decisions.add(new Told<>(each, atMillis)));
      now.notices().stream()
          .skip(before.notices().size())
          .forEach(each -> notices.add(new Told<>(each, atMillis)));
      stop(before, now).forEach(each -> stops.add(new Told<>(each, atMillis)));
      before = now;
    }
    List<Told<Arrival>> events = new ArrayList<>();
    for (int i = 0; i < EVENTS.size(); i++) {
      events.add(new Told<>(EVENTS.get(i), (i < after ? i : i + 2) * STEP_MILLIS));
    }
    return new Story(
        "e",
        events,
        List.of(
            new Told<>(SKIP, after * STEP_MILLIS), new Told<>(AGAIN, (after + 1) * STEP_MILLIS)),
        decisions,
        notices,
        new ArrayList<>(Collections.nCopies(notices.size(), null)),
        stops,
        Story.End.of("e", before));
  }

  private static List<String> stop(Outcome before, Outcome now) {
    boolean was = before.quarantined().containsKey("e");
    boolean is = now.quarantined().containsKey("e");
    int held = now.held().size();
    if (was && !is) {
      return List.of("over");
    }
    boolean news = is && (!was || (held > before.held().size() && List.of(2, 4).contains(held)));
    return news
        ? List.of("VIOLATION e-2, %d held, %s".formatted(held, "{\"last\":\"1\",\"s1\":\"1\"}"))
        : List.of();
  }

  private static boolean fits(Story story) {
    return Fitting.of(story, FittingTest::model).violation().isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void whateverTheOperatorComesInBetweenFits(int after) {
    Fitting.Found found = Fitting.of(told(after), FittingTest::model);
    assertThat(found.violation()).isEmpty();
    assertThat(found.mostParked()).isBetween(1, after - 1);
  }

  @Test
  void itIsNotTakenForGrantedThatAnOperatorWasThere() {
    Story told = told(4);
    assertThat(told.decisions().stream().map(each -> each.what().reason()))
        .contains(Reason.SKIPPED, Reason.IN_ORDER, Reason.SAME_VERSION);
    assertThat(told.notices().stream().map(each -> each.what().kind()))
        .containsExactly(
            Incident.Kind.QUARANTINED,
            Incident.Kind.CONTROL_DONE,
            Incident.Kind.RELEASED,
            Incident.Kind.CONTROL_REPEATED);
    assertThat(told.stops().stream().map(Told::what).toList())
        .containsExactly(
            "VIOLATION e-2, 1 held, {\"last\":\"1\",\"s1\":\"1\"}",
            "VIOLATION e-2, 2 held, {\"last\":\"1\",\"s1\":\"1\"}",
            "over");
  }

  @Test
  void whatIsParkedIsNotAppliedBeforeAnybodyAskedForIt() {
    Story told = told(4);
    assertThat(fits(toldAt(told, EVENTS.get(2), 4 * STEP_MILLIS - 1))).isFalse();
  }

  @Test
  void nothingIsDecidedBeforeItWasWritten() {
    Story told = told(4);
    assertThat(fits(toldAt(told, EVENTS.get(5), 2))).isFalse();
  }

  @Test
  void aCulpritHasNoVerdictUntilItIsMended() {
    Decision rejected = new Decision(EVENTS.get(1), Verdict.REJECTED, Reason.INVARIANT, true);
    Story told = told(4);
    List<Told<Decision>> decisions = new ArrayList<>(told.decisions());
    decisions.add(1, new Told<>(rejected, 1_000));
    assertThat(fits(with(told, decisions, told.notices(), told.stops(), told.end()))).isFalse();
  }

  @Test
  void eachThatIsLeftOutOrSaidTwiceFitsNowhere() {
    Story told = told(4);
    for (int i = 0; i < told.decisions().size(); i++) {
      assertThat(
              fits(with(told, less(told.decisions(), i), told.notices(), told.stops(), told.end())))
          .as("without " + told.decisions().get(i))
          .isFalse();
      assertThat(
              fits(
                  with(told, twice(told.decisions(), i), told.notices(), told.stops(), told.end())))
          .as("twice " + told.decisions().get(i))
          .isFalse();
    }
    for (int i = 0; i < told.notices().size(); i++) {
      assertThat(
              fits(with(told, told.decisions(), less(told.notices(), i), told.stops(), told.end())))
          .as("without " + told.notices().get(i))
          .isFalse();
      assertThat(
              fits(
                  with(told, told.decisions(), twice(told.notices(), i), told.stops(), told.end())))
          .as("twice " + told.notices().get(i))
          .isFalse();
    }
    for (int i : List.of(0, told.stops().size() - 1)) {
      assertThat(
              fits(with(told, told.decisions(), told.notices(), less(told.stops(), i), told.end())))
          .as("without " + told.stops().get(i))
          .isFalse();
    }
  }

  @Test
  void whatIsParkedIsAppliedInOrder() {
    Story told = told(4);
    List<Integer> applied =
        IntStream.range(0, told.decisions().size())
            .filter(i -> told.decisions().get(i).what().verdict() == Verdict.APPLIED)
            .boxed()
            .toList();
    List<Told<Decision>> decisions = new ArrayList<>(told.decisions());
    Collections.swap(decisions, applied.get(1), applied.get(2));
    assertThat(fits(with(told, decisions, told.notices(), told.stops(), told.end()))).isFalse();
  }

  @Test
  void whatIsHeldAndAppliedInTheEndIsWhatTheModelHasThen() {
    Story told = told(4);
    Story.End end = told.end();
    Set<Event> held = new HashSet<>(end.held());
    held.add(EVENTS.get(1));
    for (Story.End lie :
        List.of(
            new Story.End(end.applied(), held, end.state(), end.quarantined(), 0),
            new Story.End(end.applied(), end.held(), "{}", end.quarantined(), 0),
            new Story.End(end.applied(), end.held(), end.state(), "VIOLATION e-2", 0),
            new Story.End(end.applied(), end.held(), end.state(), end.quarantined(), 1),
            new Story.End(
                end.applied().subList(1, end.applied().size()),
                end.held(),
                end.state(),
                end.quarantined(),
                0))) {
      assertThat(fits(with(told, told.decisions(), told.notices(), told.stops(), lie)))
          .as(lie.toString())
          .isFalse();
    }
  }

  private static <T> List<T> less(List<T> all, int at) {
    List<T> less = new ArrayList<>(all);
    less.remove(at);
    return less;
  }

  private static <T> List<T> twice(List<T> all, int at) {
    List<T> more = new ArrayList<>(all);
    more.add(at, all.get(at));
    return more;
  }

  /** The same with the verdict of one event at another time. */
  private static Story toldAt(Story told, Event event, long millis) {
    List<Told<Decision>> decisions =
        told.decisions().stream()
            .map(each -> each.what().event() == event ? new Told<>(each.what(), millis) : each)
            .toList();
    assertThat(decisions).isNotEqualTo(told.decisions());
    return with(told, decisions, told.notices(), told.stops(), told.end());
  }

  private static Story with(
      Story told,
      List<Told<Decision>> decisions,
      List<Told<Notice>> notices,
      List<Told<String>> stops,
      Story.End end) {
    return new Story(
        told.entity(),
        told.events(),
        told.controls(),
        decisions,
        notices,
        new ArrayList<>(Collections.nCopies(notices.size(), null)),
        stops,
        end);
  }
}
