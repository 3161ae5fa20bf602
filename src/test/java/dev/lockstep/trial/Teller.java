package dev.lockstep.trial;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Tells the story of an entity as a job would that does what the model does: events and what
 * operators ask for come in between each other by chance, some long after they were written.
 */
final class Teller {
  static final JobSpec SPEC =
      SpecParser.parse(
              new SpecText(Mode.QUARANTINE, 1, "told", "localhost:1").yaml(), List.of(), Map.of())
          .spec();

  private static final int EVENTS = 80;
  private static final List<Integer> DELAYS = List.of(1, 20, 300);

  private final Chance chance;
  private final String entity;
  private final Deque<Arrival> events;
  private final Deque<ControlEvent> open = new ArrayDeque<>();
  private final ReferenceModel model = model();
  private final List<String> sent = new ArrayList<>();
  private final List<Told<Arrival>> read = new ArrayList<>();
  private final List<Told<ControlEvent>> controls = new ArrayList<>();
  private final List<Told<Decision>> decisions = new ArrayList<>();
  private final List<Told<Notice>> notices = new ArrayList<>();
  private final List<Told<String>> stops = new ArrayList<>();
  private long nowMillis;
  private long writtenMillis;

  Teller(long seed) {
    this.chance = Chance.of(seed);
    Load load = Load.of(Mode.QUARANTINE, seed, EVENTS).ambiguous();
    load = new Load(load.mode(), seed, load.workload().shares(0.2, 0.05), load.faults());
    List<Draft> drafts = poisoned(load.drafts());
    this.entity = drafts.get(0).entity();
    drafts.removeIf(each -> !each.entity().equals(entity));
    this.events = new ArrayDeque<>(read(drafts));
  }

  static ReferenceModel model() {
    return new ReferenceModel(SPEC.orderPolicy(false), Json.fold(false), new Invariants());
  }

  /** Poison in so many texts that a short story has some; the same in each copy of an event. */
  private static List<Draft> poisoned(List<Draft> drafts) {
    List<Draft> all = new ArrayList<>();
    for (Draft each : drafts) {
      boolean poison = Math.floorMod(each.text().hashCode(), 12) == 0;
      all.add(poison ? each.text(Invariants.POISON + each.text()) : each);
    }
    return all;
  }

  private List<Arrival> read(List<Draft> drafts) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      var message = Written.message("told", 0, i, drafts.get(i));
      records.add(record("told", i, message.value(), message.headers()));
    }
    return History.of(SPEC, records, drafts).arrivals();
  }

  private ConsumerRecord<String, String> record(
      String topic, long offset, String value, Headers headers) {
    return new ConsumerRecord<>(
        topic,
        0,
        offset,
        nowMillis,
        TimestampType.CREATE_TIME,
        0,
        0,
        entity,
        value,
        headers,
        Optional.empty());
  }

  Story tell() {
    model.happens(new Happening.WatermarkAt(0));
    while (!events.isEmpty() || !open.isEmpty()) {
      nowMillis++;
      operate();
      if (!open.isEmpty() && (events.isEmpty() || chance.in(0.3))) {
        happens(open.remove());
      } else if (!events.isEmpty()) {
        long delayMillis = chance.below(DELAYS.get(sent.size() % DELAYS.size()));
        writtenMillis = Math.max(writtenMillis, nowMillis - delayMillis);
        read.add(new Told<>(events.element(), writtenMillis));
        happens(events.remove());
      }
    }
    return new Story(
        entity,
        read,
        controls,
        decisions,
        notices,
        new ArrayList<>(Collections.nCopies(notices.size(), null)),
        stops,
        Story.End.of(entity, model.outcome()));
  }

  /** Asks while the entity is stopped, and now and then the same as once before. */
  private void operate() {
    if (!open.isEmpty()) {
      return;
    }
    boolean stopped = model.outcome().quarantined().containsKey(entity);
    if (stopped && chance.in(0.3)) {
      ask(model.outcome().held().get(0));
    } else if (!sent.isEmpty() && chance.in(0.08)) {
      ask(chance.of(sent));
    }
  }

  private void ask(Event culprit) {
    if (chance.in(0.2)) {
      ask(reset(Objects.requireNonNull(culprit.version()).number() + 1));
      return;
    }
    Map<String, Object> event = new TreeMap<>();
    event.put("version", Objects.requireNonNull(culprit.version()).number());
    event.put("time", culprit.timeMillis());
    Map<String, Object> notice = new TreeMap<>();
    notice.put("event", event);
    notice.put("culprit", culprit.id());
    notice.put("culpritAt", culprit.raw().origin().toString());
    new Verbs(entity, Json.read(Json.of(notice)), sent.size(), chance.fork())
        .draw()
        .forEach(this::ask);
  }

  private String reset(long version) {
    Map<String, Object> control = new TreeMap<>();
    control.put("control", "reset-" + sent.size());
    control.put("entity", entity);
    control.put("verb", Verb.RESET.name().toLowerCase(Locale.ROOT));
    control.put("by", "eve");
    control.put("why", "to begin anew");
    control.put("version", version);
    return Json.of(control);
  }

  private void ask(String line) {
    var record = record("control", sent.size(), line, new RecordHeaders());
    ControlEvent control =
        new History(Map.of(), List.of(), Map.of(), null)
            .operated(SPEC, List.of(record))
            .controls()
            .get(0);
    sent.add(line);
    controls.add(new Told<>(control, nowMillis));
    open.add(control);
  }

  private void happens(Arrival arrival) {
    Outcome before = model.outcome();
    model.happens(new Happening.Arrives(arrival));
    Outcome after = model.outcome();
    List<Notice> news = Fitting.since(before.notices(), after.notices());
    Fitting.since(before.decisions(), after.decisions()).forEach(each -> tell(decisions, each));
    news.forEach(each -> tell(notices, each));
    Fitting.stops(entity, before, after, news).forEach(each -> tell(stops, each));
  }

  private <T> void tell(List<Told<T>> all, T what) {
    all.add(new Told<>(what, nowMillis));
  }
}
