package dev.lockstep.state;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Place;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Abandoned;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.HeldEntry.Since;
import dev.lockstep.reconcile.HeldIndex;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Portrait;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantine.Culprit;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values of every kind that is written, drawn with a liking for what is empty, null and huge. */
record Samples(RandomGenerator random) {
  private static final long[] LONGS = {0, 1, -1, 127, 128, Long.MIN_VALUE, Long.MAX_VALUE};
  private static final String[] TEXTS = {
    "", "a", "entity-7", "überall ✓ 🔒", "\u0000", "x".repeat(70_000)
  };

  /** How values of each layout are drawn. */
  static final Map<Layout<?>, Function<Samples, Object>> OF =
      Map.ofEntries(
          Map.entry(Layout.ENTITY, Samples::stored),
          Map.entry(Layout.EVENT, Samples::event),
          Map.entry(Layout.MEMORY, Samples::memory),
          Map.entry(Layout.TALLY, Samples::tally),
          Map.entry(Layout.IDENTITY, Samples::identityOfJob),
          Map.entry(Layout.DECODED, Samples::decoded),
          Map.entry(Layout.ANALYTICS, Samples::analytics),
          Map.entry(Layout.ARRIVAL, Samples::arrival),
          Map.entry(Layout.CHANGE, Samples::change),
          Map.entry(Layout.RULING, Samples::ruling),
          Map.entry(Layout.DEAD_LETTER, Samples::deadLetter),
          Map.entry(Layout.INCIDENT, Samples::incident),
          Map.entry(Layout.QUARANTINED, Samples::quarantined));

  JobIdentity identityOfJob() {
    Map<String, String> facts = new TreeMap<>();
    list(3, this::text).forEach(name -> facts.put(name, text()));
    return new JobIdentity(facts);
  }

  Stored stored() {
    Apart apart = new Apart(random.nextInt(3) * 1_000, random.nextInt(3) * 1_000);
    return new Stored(
        entity(), list(3, () -> new Stored.Inline(random.nextInt(9), event())), apart);
  }

  private Entity entity() {
    return new Entity(
        maybe(this::version),
        maybe(this::version),
        maybe(this::timePlace),
        Math.abs(number() / 2),
        number(),
        number(),
        maybe(this::bytes),
        maybe(this::text),
        random.nextBoolean(),
        new HeldIndex(list(5, this::held)),
        random.nextInt(1_000),
        memory(),
        new Abandoned(list(3, () -> new Gap(version(), version()))),
        number(),
        new StaleRun(random.nextInt(4), maybe(this::version)),
        maybe(this::quarantine),
        new Acts(list(3, this::act)),
        new Timers(number(), number()));
  }

  private HeldEntry held() {
    long slot = random.nextBoolean() ? HeldEntry.MARKER : random.nextInt(100);
    return new HeldEntry(place(), identity(), slot, new Since(number(), number()));
  }

  private Place place() {
    return random.nextBoolean() ? version() : timePlace();
  }

  private TimePlace timePlace() {
    return new TimePlace(number(), list(3, this::number), text(), text());
  }

  private Version version() {
    return switch (random.nextInt(3)) {
      case 0 -> new Version.Single(number());
      case 1 -> new Version.Pair(number(), number());
      default -> new Version.Text(text());
    };
  }

  private Identity identity() {
    return new Identity(maybe(this::version), number(), (int) number(), number(), number());
  }

  Event event() {
    Raw raw = raw();
    Bytes value = raw.value();
    return new Event(
        text(),
        text(),
        text(),
        text(),
        maybe(this::version),
        number(),
        list(3, this::number),
        random.nextBoolean(),
        number(),
        value == null || random.nextBoolean() ? bytes() : part(value),
        raw);
  }

  private Bytes part(Bytes of) {
    int from = random.nextInt(of.length() + 1);
    return of.slice(from, random.nextInt(of.length() - from + 1));
  }

  private Raw raw() {
    return new Raw(
        maybe(this::bytes),
        maybe(this::bytes),
        list(3, () -> new Header(text(), maybe(this::bytes))),
        origin());
  }

  private Origin origin() {
    return new Origin(text(), (int) number(), number());
  }

  private Tally tally() {
    Map<String, Long> counts = new TreeMap<>();
    list(5, () -> counts.put(text(), number()));
    return new Tally(counts);
  }

  private Object decoded() {
    return switch (random.nextInt(3)) {
      case 0 -> event();
      case 1 -> analytics();
      default ->
          new Undecodable(any(Flaw.values()), text(), maybe(this::text), maybe(this::text), raw());
    };
  }

  private AnalyticsEvent analytics() {
    return new AnalyticsEvent(text(), maybe(this::marker), raw());
  }

  private Object arrival() {
    return random.nextBoolean() ? event() : marker();
  }

  private PlaceMarker marker() {
    return new PlaceMarker(text(), version(), identity(), origin());
  }

  private Change change() {
    Receipt receipt = new Receipt(Math.abs(number() / 2), maybe(this::version), number());
    return new Change(event(), receipt, maybe(this::bytes));
  }

  private Ruling ruling() {
    return new Ruling(
        maybe(this::text),
        maybe(this::text),
        maybe(this::version),
        any(Verdict.values()),
        any(Reason.values()),
        text(),
        origin());
  }

  private DeadLetter deadLetter() {
    return new DeadLetter(
        raw(),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::version),
        maybe(this::number),
        any(Verdict.values()),
        any(Reason.values()),
        text(),
        text(),
        maybe(this::bytes),
        maybe(this::version),
        number(),
        random.nextBoolean());
  }

  private Incident incident() {
    return new Incident(
        any(Incident.Kind.values()),
        text(),
        maybe(this::version),
        maybe(this::version),
        maybe(this::origin),
        text(),
        number(),
        facts());
  }

  private Facts facts() {
    return new Facts(
        maybe(this::text),
        maybe(this::text),
        maybe(this::number),
        maybe(this::act),
        maybe(this::text),
        maybe(this::portrait));
  }

  private Portrait portrait() {
    return new Portrait(
        maybe(this::version),
        maybe(this::version),
        random.nextInt(1_000),
        number(),
        number(),
        random.nextBoolean(),
        maybe(this::text),
        maybe(this::bytes),
        list(4, this::place),
        maybe(this::gap),
        maybe(this::number),
        maybe(this::quarantine),
        text(),
        new Acts(list(3, this::act)));
  }

  private Gap gap() {
    return new Gap(version(), version());
  }

  private Act act() {
    return new Act(text(), any(Verb.values()), text(), number(), text());
  }

  private Quarantine quarantine() {
    return new Quarantine(
        any(Quarantine.Cause.values()),
        any(Reason.values()),
        text(),
        text(),
        maybe(() -> new Culprit(text(), held(), origin())),
        maybe(this::gap),
        number());
  }

  private Quarantined quarantined() {
    return new Quarantined(
        text(),
        maybe(this::quarantine),
        text(),
        maybe(this::event),
        random.nextInt(1_000),
        maybe(this::version),
        maybe(this::text),
        maybe(this::bytes));
  }

  private ControlEvent control() {
    return new ControlEvent(
        text(),
        text(),
        any(Verb.values()),
        maybe(this::text),
        maybe(this::text),
        maybe(this::version),
        maybe(this::event),
        text(),
        number(),
        text(),
        raw());
  }

  private UnreadableControl unreadable() {
    return new UnreadableControl(maybe(this::text), maybe(this::text), text(), raw());
  }

  private long number() {
    return random.nextBoolean() ? LONGS[random.nextInt(LONGS.length)] : random.nextLong();
  }

  private String text() {
    int draw = random.nextInt(60);
    return draw == 0 ? TEXTS[TEXTS.length - 1] : TEXTS[draw % (TEXTS.length - 1)];
  }

  /** Bytes that may be a part of a larger array. */
  private Bytes bytes() {
    byte[] array = new byte[random.nextInt(30) == 0 ? 40_000 : random.nextInt(40)];
    random.nextBytes(array);
    Bytes whole = Bytes.of(array);
    return random.nextBoolean() ? whole : part(whole);
  }

  private <T> T any(T[] of) {
    return of[random.nextInt(of.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextInt(4) == 0 ? null : value.get();
  }

  private <T> List<T> list(int atMost, Supplier<T> value) {
    List<T> values = new ArrayList<>();
    for (int i = random.nextInt(atMost + 1); i > 0; i--) {
      values.add(value.get());
    }
    return values;
  }

  private Memory memory() {
    int size = random.nextInt(6);
    Memory.Builder memory = new Memory.Builder(size);
    for (int i = 0; i < size; i++) {
      memory.add(identity(), random.nextBoolean());
    }
    return memory.build(number());
  }
}
