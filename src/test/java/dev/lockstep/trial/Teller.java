package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.reconcile.Rules;
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
  /** Of an entity; where gaps stop it, all events are of one. */
  private static final int EVENTS = 40;

  /** How long before they are read events may have been written: the longer, the more may fit. */
  private static final List<Integer> DELAYS = List.of(1, 20, 300);

  /** About so long gaps are waited for, and about so long is between two events. */
  private static final int LONG_MILLIS = 800;

  private final Mode mode;
  private final JobSpec spec;
  private final Chance chance;
  private final String entity;
  private final Deque<Arrival> events;
  private final Deque<ControlEvent> open = new ArrayDeque<>();
  private final ReferenceModel model;
  private final List<String> sent = new ArrayList<>();
  private final List<Told<Arrival>> read = new ArrayList<>();
  private final List<Told<ControlEvent>> controls = new ArrayList<>();
  private final List<Told<Decision>> decisions = new ArrayList<>();
  private final List<Told<Notice>> notices = new ArrayList<>();
  private final List<Long> watermarks = new ArrayList<>();
  private final List<Told<String>> stops = new ArrayList<>();
  private long nowMillis;
  private long writtenMillis;
  private long highestMillis;

  Teller(Mode mode, long seed) {
    this.mode = mode;
    this.spec =
        SpecParser.parse(new SpecText(mode, 1, "told", "localhost:1").yaml(), List.of(), Map.of())
            .spec();
    this.model = model();
    this.chance = Chance.of(seed);
    Load load = Load.of(mode, seed, mode.hasty() ? EVENTS : 2 * EVENTS).ambiguous();
    load = new Load(load.mode(), seed, load.workload().shares(0.2, 0.05), load.faults());
    List<Draft> drafts = poisoned(load.drafts());
    this.entity = drafts.get(0).entity();
    drafts.removeIf(each -> !each.entity().equals(entity));
    this.events = new ArrayDeque<>(read(drafts));
  }

  /** A model of the job whose stories are told. */
  ReferenceModel model() {
    Rules rules = mode.hasInvariants() ? new Invariants() : Rules.NONE;
    return new ReferenceModel(spec.orderPolicy(false), Json.fold(false), rules);
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
    return History.of(spec, records, drafts).arrivals();
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
      if (mode.givesUp() && chance.in(0.2)) {
        passes(highestMillis + chance.below(LONG_MILLIS) - LONG_MILLIS / 2);
      }
      if (!open.isEmpty() && (events.isEmpty() || chance.in(0.3))) {
        happens(open.remove());
      } else if (!events.isEmpty()) {
        long delayMillis = chance.below(DELAYS.get(sent.size() % DELAYS.size()));
        writtenMillis = Math.max(writtenMillis, nowMillis - delayMillis);
        read.add(new Told<>(events.element(), writtenMillis));
        highestMillis = Math.max(highestMillis, timeMillis(events.element()));
        happens(events.remove());
      }
    }
    return new Story(
        entity,
        read,
        controls,
        decisions,
        notices,
        watermarks,
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
      ask(model.outcome());
    } else if (!sent.isEmpty() && chance.in(0.08)) {
      ask(chance.of(sent));
    }
  }

  private void ask(Outcome now) {
    String[] name = now.quarantined().get(entity).split(" ");
    Map<String, Object> notice = new TreeMap<>();
    notice.put("culprit", name[1]);
    notice.put("event", null);
    notice.put("culpritAt", null);
    if (!name[0].equals("GAP")) {
      Event culprit = now.held().get(0);
      notice.put("event", Map.of("version", number(culprit), "time", culprit.timeMillis()));
      notice.put("culpritAt", culprit.raw().origin().toString());
    }
    if (chance.in(0.2)) {
      ask(reset(number(now.held().get(0)) + 1));
    } else {
      JsonNode line = Json.read(Json.of(notice));
      new Verbs(entity, line, sent.size(), chance.fork()).draw().forEach(this::ask);
    }
  }

  private static long number(Event event) {
    return Objects.requireNonNull(event.version()).number();
  }

  private static long timeMillis(Arrival arrival) {
    return arrival instanceof PlaceMarker marker
        ? marker.identity().timeMillis()
        : ((Event) arrival).timeMillis();
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
            .operated(spec, List.of(record))
            .controls()
            .get(0);
    sent.add(line);
    controls.add(new Told<>(control, nowMillis));
    open.add(control);
  }

  private void happens(Arrival arrival) {
    happens(new Happening.Arrives(arrival), null);
  }

  /** Time passes: what that brings up is told with the watermark. */
  private void passes(long watermark) {
    happens(new Happening.WatermarkAt(watermark), watermark);
  }

  private void happens(Happening happening, Long watermark) {
    Outcome before = model.outcome();
    model.happens(happening);
    Outcome after = model.outcome();
    List<Notice> news = Fitting.since(before.notices(), after.notices());
    Fitting.since(before.decisions(), after.decisions()).forEach(each -> tell(decisions, each));
    for (Notice each : news) {
      tell(notices, each);
      watermarks.add(watermark);
    }
    Fitting.stops(entity, before, after, news).forEach(each -> tell(stops, each));
  }

  private <T> void tell(List<Told<T>> all, T what) {
    all.add(new Told<>(what, nowMillis));
  }
}
