package dev.lockstep.trial;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Finding;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The search for one order of events, control events and watermarks in which the reference model
 * says what was said about an entity: the same verdicts and incidents, each with its order, the
 * same notices of quarantines, receipts, states, and at the end the same held. If there is none, no
 * timing explains it.
 *
 * <p>Nothing comes of what is not written yet: what was said before a control event was written was
 * said without it. So what a quarantined entity applies before its release fits nowhere.
 *
 * <p>The model is told of the watermark only where time alone brought something up. In between it
 * believes an older one than the job had, so that it never refuses what the job may do; but what
 * time brings up before the watermark is a whole wait above the event that waits fits nowhere.
 */
final class Fitting {
  /** Far more than a story needs that fits. */
  private static final int TRIES = 20_000 * Load.SCALE;

  private static final Set<Verb> ENDS = Set.of(Verb.RESET, Verb.FORGET);

  private final Story story;
  private final Supplier<ReferenceModel> models;
  private final List<Happening> path = new ArrayList<>();
  private final Set<Place> failed = new HashSet<>();
  private ReferenceModel model;
  private Outcome outcome;
  private Place farthest = Place.BEGIN;
  private String why = "nothing was tried";
  private int tries;

  private Fitting(Story story, Supplier<ReferenceModel> models) {
    this.story = story;
    this.models = models;
    begin();
  }

  /**
   * How far all is told: what arrived, and what was said about it; and after how many events
   * operators ended what was before. A marked place that is ended so leaves no word, but those that
   * come afterwards count.
   */
  private record Place(
      int events, int controls, int decisions, int notices, int stops, List<Integer> ends) {
    static final Place BEGIN = new Place(0, 0, 0, 0, 0, List.of());

    int sum() {
      return events + controls + decisions + notices + stops;
    }

    List<Integer> endsAfter(Happening happening, List<Notice> notices) {
      if (!isEnd(happening) || notices.stream().noneMatch(Place::isDone)) {
        return ends;
      }
      List<Integer> all = new ArrayList<>(ends);
      all.add(events);
      return all;
    }

    private static boolean isDone(Notice notice) {
      return notice.kind() == Incident.Kind.CONTROL_DONE;
    }

    private static boolean isEnd(Happening happening) {
      return happening instanceof Happening.Arrives arrives
          && arrives.arrival() instanceof ControlEvent control
          && ENDS.contains(control.verb());
    }
  }

  /** What may come next: so many events and control events more. */
  private record Next(Happening happening, int events, int controls, long writtenMillis) {}

  /** What was found. */
  record Found(Optional<Finding> violation, int mostParked) {}

  static Found of(Story story, Supplier<ReferenceModel> models) {
    Fitting fitting = new Fitting(story, models);
    if (fitting.fits(Place.BEGIN)) {
      return new Found(Optional.empty(), fitting.mostParked());
    }
    String detail =
        "%safter %s of %s: %s"
            .formatted(
                fitting.tries > TRIES ? "given up when so much was tried: " : "",
                fitting.farthest,
                fitting.whole(List.of()),
                fitting.why);
    return new Found(
        Optional.of(new Finding(story.entity(), "some order explains what came", detail)), 0);
  }

  private void begin() {
    model = models.get();
    model.happens(new Happening.WatermarkAt(0));
    path.forEach(model::happens);
    outcome = model.outcome();
  }

  private Place whole(List<Integer> ends) {
    return new Place(
        story.events().size(),
        story.controls().size(),
        story.decisions().size(),
        story.notices().size(),
        story.stops().size(),
        ends);
  }

  /**
   * Whether all that is left fits. A place that failed fails whatever way leads to it: what was
   * said and what arrived, and where it was ended, say what the entity holds and remembers.
   */
  private boolean fits(Place place) {
    if (place.equals(whole(place.ends))) {
      return endsAlike(place);
    }
    if (failed.contains(place)) {
      return false;
    }
    List<Next> all = after(place);
    if (all.isEmpty()) {
      note(place, "nothing more may come, and not all is told");
    }
    for (Next next : all) {
      if (tries++ > TRIES) {
        return false;
      }
      Place reached = take(place, next);
      if (reached != null && fits(reached)) {
        return true;
      }
      path.remove(path.size() - 1);
      begin();
    }
    failed.add(place);
    return false;
  }

  private void note(Place place, String what) {
    if (place.sum() >= farthest.sum()) {
      farthest = place;
      why = what;
    }
  }

  private boolean endsAlike(Place place) {
    Story.End expected = Story.End.of(story.entity(), outcome);
    if (!expected.equals(story.end())) {
      note(place, "it ends as " + story.end() + " and not as " + expected);
    }
    return expected.equals(story.end());
  }

  /** Only an answer can follow a control event, only what time brings up an advance of time. */
  private List<Next> after(Place place) {
    List<Next> all = new ArrayList<>();
    if (place.notices < story.notices().size()) {
      Notice notice = story.notices().get(place.notices).what();
      Long watermark = story.watermarks().get(place.notices);
      if (isAnswer(notice) && place.controls < story.controls().size()) {
        var control = story.controls().get(place.controls);
        all.add(new Next(new Happening.Arrives(control.what()), 0, 1, control.atMillis()));
      } else if (watermark != null && !isAnswer(notice)) {
        all.add(new Next(new Happening.WatermarkAt(watermark), 0, 0, 0));
      }
    }
    if (place.events < story.events().size()) {
      Told<Arrival> event = story.events().get(place.events);
      all.add(new Next(new Happening.Arrives(event.what()), 1, 0, event.atMillis()));
    }
    return all;
  }

  private static boolean isAnswer(Notice notice) {
    return notice.kind() == Incident.Kind.CONTROL_DONE
        || notice.kind() == Incident.Kind.CONTROL_REFUSED
        || notice.kind() == Incident.Kind.CONTROL_REPEATED;
  }

  /** Lets it happen in the model: where that leads, null when something else was said. */
  private Place take(Place place, Next next) {
    Outcome before = outcome;
    path.add(next.happening);
    model.happens(next.happening);
    outcome = model.outcome();
    List<Decision> decisions = since(before.decisions(), outcome.decisions());
    List<Notice> notices = since(before.notices(), outcome.notices());
    List<String> stops = stops(story.entity(), before, outcome, notices);
    Place reached =
        new Place(
            place.events + next.events,
            place.controls + next.controls,
            place.decisions + decisions.size(),
            place.notices + notices.size(),
            place.stops + stops.size(),
            place.endsAfter(next.happening, notices));
    boolean advances = next.events + next.controls > 0 || !notices.isEmpty();
    boolean alike =
        advances
            && isTold(next, place, "verdicts", place.decisions, decisions, story.decisions())
            && isTold(next, place, "incidents", place.notices, notices, story.notices())
            && isTold(next, place, "quarantine", place.stops, stops, story.stops());
    return alike ? reached : null;
  }

  private <T> boolean isTold(
      Next next, Place place, String output, int from, List<T> expected, List<Told<T>> told) {
    int to = Math.min(told.size(), from + expected.size());
    List<T> came = told.subList(from, to).stream().map(Told::what).toList();
    boolean later =
        told.subList(from, to).stream().allMatch(each -> each.atMillis() >= next.writtenMillis);
    boolean alike = came.equals(expected) && later;
    if (!alike) {
      note(
          place,
          "%s would bring up the %s %s, but %s came%s"
              .formatted(
                  next.happening, output, expected, came, later ? "" : ", before it was written"));
    }
    return alike;
  }

  /** What the output of quarantines is told after a turn that brought these notices. */
  static List<String> stops(String entity, Outcome before, Outcome now, List<Notice> notices) {
    if (!isStopped(entity, now)) {
      return isStopped(entity, before) ? List.of(Story.OVER) : List.of();
    }
    String name = now.quarantined().get(entity);
    int held = now.held().size();
    boolean begins = notices.stream().anyMatch(each -> each.kind() == Incident.Kind.QUARANTINED);
    boolean doubled = held > before.held().size() && Integer.bitCount(held) == 1;
    boolean renamed = !name.equals(before.quarantined().get(entity));
    return begins || doubled || renamed
        ? List.of(Story.stop(name, held, now.states().get(entity)))
        : List.of();
  }

  /** How many events the entity holds at the most while it is stopped, on the way that fits. */
  private int mostParked() {
    ReferenceModel again = models.get();
    again.happens(new Happening.WatermarkAt(0));
    int most = 0;
    for (Happening each : path) {
      again.happens(each);
      Outcome at = again.outcome();
      most = isStopped(story.entity(), at) ? Math.max(most, at.held().size()) : most;
    }
    return most;
  }

  private static boolean isStopped(String entity, Outcome at) {
    return at.quarantined().containsKey(entity);
  }

  static <T> List<T> since(List<T> before, List<T> after) {
    return after.subList(before.size(), after.size());
  }
}
