package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.simulate.Applied;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives the core as a Flink operator would: keeps entities and bodies, carries out steps, fires
 * timers when they are due and at no other time, and checks after each step what must always hold.
 */
final class Driver {
  /** More firings in one turn than any test has held events: the core arms timers in a circle. */
  private static final int FIRINGS_AT_MOST = 10_000;

  private final Reconciler reconciler;
  private final Map<String, Keyed> entities = new LinkedHashMap<>();
  private Moment moment = new Moment(Moment.UNKNOWN, 0, 0, 0, 0);

  Driver(OrderPolicy policy, Reducer reducer, Rules rules) {
    this.reconciler = new Reconciler(policy, reducer, rules);
  }

  static Outcome outcome(
      OrderPolicy policy, Reducer reducer, Rules rules, List<Happening> happenings) {
    Driver driver = new Driver(policy, reducer, rules);
    happenings.forEach(driver::happens);
    return driver.outcome();
  }

  void happens(Happening happening) {
    if (happening instanceof Happening.Arrives arrives) {
      arrives(arrives.arrival());
    } else if (happening instanceof Happening.WatermarkAt advance) {
      watermark(advance.watermark());
    } else if (happening instanceof Happening.ClockAt passes) {
      clock(Math.max(moment.nowMillis(), passes.nowMillis()));
    } else {
      moment =
          new Moment(
              moment.watermark(),
              moment.nowMillis(),
              moment.nowMillis(),
              moment.watermarkMovedMillis(),
              0);
    }
  }

  List<Output> arrives(Arrival arrival) {
    Keyed keyed = entities.computeIfAbsent(arrival.entity(), id -> new Keyed());
    Change plain = reconciler.inOrder(keyed.live, arrival);
    Step step = reconciler.onArrival(keyed.entity, keyed.bodies(), arrival, now());
    checkInOrder(keyed, plain, step);
    keyed.carryOut(step, arrival instanceof Event ? 1 : 0);
    return step.outputs();
  }

  /** What goes on where it lies comes to what is decided about values. */
  private static void checkInOrder(Keyed keyed, @Nullable Change plain, Step step) {
    if (plain == null) {
      assertThat(keyed.live.value()).as("nothing changes").isEqualTo(keyed.entity);
    } else {
      assertThat(new Step(keyed.live.value(), List.of(plain), List.of(), 0, 0))
          .as("a plain case is decided as all are")
          .isEqualTo(step);
    }
  }

  void watermark(long watermark) {
    if (watermark <= moment.watermark()) {
      return;
    }
    moment =
        new Moment(watermark, moment.nowMillis(), moment.startedMillis(), moment.nowMillis(), 0);
    entities.forEach(
        (id, keyed) -> {
          for (int i = 0; isDue(keyed.entity.timers().eventTime(), watermark); i++) {
            assertThat(i).as("event-time firings of " + id).isLessThan(FIRINGS_AT_MOST);
            keyed.carryOut(reconciler.onWatermark(id, keyed.entity, keyed.bodies(), now()), 0);
          }
        });
  }

  void clock(long nowMillis) {
    moment =
        new Moment(
            moment.watermark(),
            nowMillis,
            moment.startedMillis(),
            moment.watermarkMovedMillis(),
            0);
    entities.forEach(
        (id, keyed) -> {
          for (int i = 0; isDue(keyed.entity.timers().processingTime(), nowMillis); i++) {
            assertThat(i).as("processing-time firings of " + id).isLessThan(FIRINGS_AT_MOST);
            keyed.carryOut(reconciler.onLimit(id, keyed.entity, keyed.bodies(), now()), 0);
          }
        });
  }

  private Moment now() {
    long quarantined =
        entities.values().stream().filter(each -> each.entity.quarantine() != null).count();
    return new Moment(
        moment.watermark(),
        moment.nowMillis(),
        moment.startedMillis(),
        moment.watermarkMovedMillis(),
        Math.toIntExact(quarantined));
  }

  private static boolean isDue(long timer, long time) {
    return timer != Timers.NONE && timer <= time;
  }

  Entity entity(String id) {
    return Objects.requireNonNull(entities.get(id), id).entity;
  }

  List<Output> outputs() {
    return entities.values().stream().flatMap(each -> each.outputs.stream()).toList();
  }

  Outcome outcome() {
    List<Output> outputs = outputs();
    Map<String, Bytes> states = new LinkedHashMap<>();
    entities.forEach(
        (id, keyed) -> {
          if (keyed.entity.state() != null) {
            states.put(id, keyed.entity.state());
          }
        });
    return new Outcome(
        outputs.stream().filter(Driver::isVerdict).map(Driver::decision).toList(),
        outputs.stream()
            .filter(Change.class::isInstance)
            .map(Change.class::cast)
            .map(each -> new Applied(each.event(), each.receipt(), each.state()))
            .toList(),
        outputs.stream()
            .filter(Incident.class::isInstance)
            .map(Incident.class::cast)
            .map(each -> new Notice(each.kind(), each.entity(), each.from(), each.to()))
            .toList(),
        entities.values().stream().flatMap(each -> each.held().stream()).toList(),
        states,
        stages(),
        quarantined(),
        outputs.stream()
            .filter(Cleared.class::isInstance)
            .map(each -> ((Cleared) each).entity())
            .toList());
  }

  private Map<String, String> stages() {
    Map<String, String> stages = new LinkedHashMap<>();
    entities.forEach(
        (id, keyed) -> {
          if (keyed.entity.stage() != null) {
            stages.put(id, keyed.entity.stage());
          }
        });
    return stages;
  }

  private Map<String, String> quarantined() {
    Map<String, String> quarantined = new LinkedHashMap<>();
    entities.forEach(
        (id, keyed) -> {
          Quarantine quarantine = keyed.entity.quarantine();
          if (quarantine != null) {
            quarantined.put(id, quarantine.cause() + " " + portrait(id, keyed).name());
          }
        });
    return quarantined;
  }

  /** What an operator is shown; that changes nothing. */
  private Portrait portrait(String id, Keyed keyed) {
    Raw raw = new Raw(null, null, List.of(), new Origin("control", 0, 1));
    Step step =
        reconciler.onArrival(
            keyed.entity,
            keyed.bodies(),
            new ControlEvent(id, "look", Verb.INSPECT, null, null, null, null, "ana", 0, "", raw),
            now());
    assertThat(step.entity()).isEqualTo(keyed.entity);
    Incident answer = (Incident) step.outputs().get(0);
    return Objects.requireNonNull(answer.facts().portrait());
  }

  private static boolean isVerdict(Output output) {
    return output instanceof Change || output instanceof Judged;
  }

  private static Decision decision(Output output) {
    if (output instanceof Change change) {
      return new Decision(change.event(), Verdict.APPLIED, Reason.IN_ORDER, false);
    }
    Judged judged = (Judged) output;
    return new Decision(judged.event(), judged.verdict(), judged.reason(), judged.deadLetter());
  }

  /** What a shell keeps for one key. */
  private static final class Keyed {
    private Entity entity = Entity.NEW;
    private final LiveEntity live = new LiveEntity(Entity.NEW);
    private final Map<Long, Event> kept = new TreeMap<>();
    private final List<Output> outputs = new ArrayList<>();

    HeldBodies bodies() {
      return slot -> {
        Event event = kept.get(slot);
        if (event == null) {
          throw new IllegalStateException("no body in slot " + slot);
        }
        return event;
      };
    }

    /** The culprit, if there is one, and then what is in the buffer. */
    List<Event> held() {
      return slots().stream().map(slot -> bodies().get(slot)).toList();
    }

    private List<Long> slots() {
      List<Long> slots = new ArrayList<>();
      Quarantine quarantine = entity.quarantine();
      if (quarantine != null && quarantine.culprit() != null) {
        slots.add(quarantine.culprit().entry().slot());
      }
      entity.held().entries().stream()
          .filter(each -> !each.isMarker())
          .forEach(each -> slots.add(each.slot()));
      return slots;
    }

    void carryOut(Step step, int received) {
      int heldBefore = entity.heldEvents();
      entity = step.entity();
      if (!live.value().equals(entity)) {
        live.become(entity);
      }
      outputs.addAll(step.outputs());
      for (HeldChange change : step.heldChanges()) {
        if (change.event() == null) {
          assertThat(kept.remove(change.slot())).as("body dropped").isNotNull();
        } else {
          assertThat(kept.put(change.slot(), change.event())).as("body overwritten").isNull();
        }
      }
      check(step, received, heldBefore);
    }

    private void check(Step step, int received, int heldBefore) {
      List<HeldEntry> entries = entity.held().entries();
      for (int i = 1; i < entries.size(); i++) {
        assertThat(entries.get(i - 1).place()).isLessThan(entries.get(i).place());
      }
      assertThat(kept.keySet())
          .as("slots of bodies and of the index")
          .isEqualTo(Set.copyOf(slots()));
      assertThat(step.heldDelta()).as("held delta").isEqualTo(kept.size() - heldBefore);
      long judged = step.outputs().stream().filter(Driver::isVerdict).count();
      assertThat((long) received + step.received())
          .as("received = verdicts + held, in one step")
          .isEqualTo(judged + step.heldDelta());
    }
  }
}
