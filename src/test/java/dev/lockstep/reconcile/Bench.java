package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entity under test, in the core and in the reference model at once: every act names all that
 * must come out of it, and what the core says must be what the model says.
 *
 * <p>Outputs read {@code 2 APPLIED}, {@code 2 STALE(OLDER)}, {@code 2 OVERFLOW(BUFFER_FULL) dead}
 * when it is a dead letter, and {@code incident GAP_ABANDONED 2..3}.
 */
final class Bench {
  private final Driver core;
  private final ReferenceModel model;
  private int seen;
  private long offset;

  private Bench(OrderPolicy policy, Reducer reducer, Rules rules) {
    core = new Driver(policy, reducer, rules);
    model = new ReferenceModel(policy, reducer::apply, rules);
  }

  static Bench under(Policies policies) {
    return under(policies, Scenario::append, Rules.NONE);
  }

  static Bench under(Policies policies, Reducer reducer, Rules rules) {
    return new Bench(policies.policy(), reducer, rules);
  }

  /** The event of a version, at a time of the same number. */
  static Draft v(long number) {
    return Draft.of("e", new Version.Single(number), number).text("" + number);
  }

  /** The event of a version of an epoch. */
  static Draft v(long epoch, long number) {
    return Draft.of("e", new Version.Pair(epoch, number), number).text(epoch + "." + number);
  }

  /** An event without version, told by its time and id. */
  static Draft at(long timeMillis, String id) {
    return v(0).version(null).time(timeMillis).id(id).text(id);
  }

  Bench arrives(Draft draft, String... expected) {
    return happens(
        new Happening.Arrives(
            draft.analytics() ? draft.markedAt(++offset) : draft.readAt(++offset)),
        expected);
  }

  /** A dead letter of the event, fed in again once. */
  Bench replays(Draft draft, String... expected) {
    return happens(new Happening.Arrives(draft.replayedAt(++offset, 1)), expected);
  }

  Bench watermark(long watermark, String... expected) {
    return happens(new Happening.WatermarkAt(watermark), expected);
  }

  Bench end(String... expected) {
    return watermark(Moment.END, expected);
  }

  Bench clock(long nowMillis, String... expected) {
    return happens(new Happening.ClockAt(nowMillis), expected);
  }

  Bench jobRestarts() {
    return happens(new Happening.Restarts());
  }

  /** Goes through something that other tests are about: the core and the model agree on it. */
  Bench after(Happening... happenings) {
    for (Happening happening : happenings) {
      core.happens(happening);
      model.happens(happening);
    }
    seen = core.outputs().size();
    assertThat(core.outcome()).isEqualTo(model.outcome());
    return this;
  }

  private Bench happens(Happening happening, String... expected) {
    core.happens(happening);
    model.happens(happening);
    List<Output> outputs = core.outputs();
    assertThat(outputs.subList(seen, outputs.size()).stream().map(Bench::line))
        .as(happening.toString())
        .containsExactly(expected);
    seen = outputs.size();
    Outcome actual = core.outcome();
    Outcome wanted = model.outcome();
    assertThat(actual).as("the core's outcome is the model's").isEqualTo(wanted);
    return this;
  }

  Bench holds(String... places) {
    assertThat(core.outcome().held().stream().map(Bench::place)).as("held").containsExactly(places);
    return this;
  }

  Bench hasState(@Nullable String state) {
    assertThat(String.valueOf(core.entity("e").state())).isEqualTo(String.valueOf(state));
    return this;
  }

  Bench hasNoTimers() {
    assertThat(core.entity("e").timers()).isEqualTo(Entity.Timers.OFF);
    return this;
  }

  Entity entity() {
    return core.entity("e");
  }

  List<Output> outputs() {
    return core.outputs();
  }

  /** An operator's verb on the entity, with a reason of no importance. */
  Bench operator(String id, Verb verb, @Nullable String culprit, String... expected) {
    return operator(id, verb, culprit, null, null, expected);
  }

  Bench advance(String id, long version, String... expected) {
    return operator(id, Verb.ADVANCE, null, new Version.Single(version), null, expected);
  }

  Bench reset(String id, Draft next, String... expected) {
    Version version = next.readAt(++offset).version();
    return operator(id, Verb.RESET, null, version, null, expected);
  }

  Bench replace(String id, String culprit, Draft corrected, String... expected) {
    return operator(id, Verb.REPLACE, culprit, null, corrected.readAt(++offset), expected);
  }

  /** A verb that names where the culprit was read. */
  Bench operatorAt(String at, String id, Verb verb, String culprit, String... expected) {
    return operator(id, verb, culprit, at, null, null, expected);
  }

  Bench operator(
      String id,
      Verb verb,
      @Nullable String culprit,
      @Nullable Version version,
      @Nullable Event corrected,
      String... expected) {
    return operator(id, verb, culprit, null, version, corrected, expected);
  }

  private Bench operator(
      String id,
      Verb verb,
      @Nullable String culprit,
      @Nullable String at,
      @Nullable Version version,
      @Nullable Event corrected,
      String... expected) {
    Raw raw = new Raw(null, null, List.of(), new Origin("control", 0, ++offset));
    return happens(
        new Happening.Arrives(
            new ControlEvent("e", id, verb, culprit, at, version, corrected, "ana", 7, "why", raw)),
        expected);
  }

  private static String line(Output output) {
    if (output instanceof Cleared cleared) {
      return "cleared #" + cleared.receipt().sequence();
    }
    if (output instanceof Quarantined notice) {
      Quarantine quarantine = notice.quarantine();
      return quarantine == null
          ? "quarantine over"
          : "quarantine " + quarantine.cause() + " " + notice.name() + " holds " + notice.held();
    }
    if (output instanceof Change change) {
      return place(change.event()) + " APPLIED";
    }
    if (output instanceof Judged judged) {
      String what = judged.verdict() + "(" + judged.reason() + ")";
      return place(judged.event()) + " " + what + (judged.deadLetter() ? " dead" : "");
    }
    Incident incident = (Incident) output;
    boolean one = incident.from() == null || incident.from().equals(incident.to());
    String range = one ? "" + incident.to() : incident.from() + ".." + incident.to();
    return "incident " + incident.kind() + (incident.to() == null ? "" : " " + range);
  }

  private static String place(Event event) {
    return event.version() == null ? event.id() : event.version().toString();
  }
}
