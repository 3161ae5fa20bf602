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
import dev.lockstep.reconcile.Cleared;
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
import java.util.List;
import java.util.Map;

/** The values whose bytes are pinned: each layout full, and as empty as it can be. */
final class Pinned {
  private static final Origin ORIGIN = new Origin("orders", 3, 4_711);
  private static final Version SINGLE = new Version.Single(300);
  private static final Version PAIR = new Version.Pair(2, 7);
  private static final Version TEXT = new Version.Text("0/16B3748");
  private static final Identity IDENTITY = new Identity(SINGLE, 11, -12, 13, 1_700_000_000_000L);
  private static final Identity ANONYMOUS = new Identity(null, -1, 0, 1, -5);
  private static final Bytes VALUE = Bytes.utf8("{\"id\":7,\"data\":{\"lock\":true}}");
  private static final Raw FULL_RAW =
      new Raw(
          VALUE,
          Bytes.utf8("key"),
          List.of(new Header("trace", Bytes.utf8("1")), new Header("none", null)),
          ORIGIN);
  private static final Raw EMPTY_RAW = new Raw(null, null, List.of(), new Origin("", 0, 0));
  private static final Event FULL_EVENT =
      new Event(
          "door-7",
          "id-1",
          "doors",
          "Locked",
          SINGLE,
          1_700_000_000_000L,
          List.of(5L, -6L),
          false,
          99,
          VALUE.slice(15, 13),
          FULL_RAW);
  private static final Event EMPTY_EVENT =
      new Event("", "", "", "", null, 0, List.of(), true, 0, Bytes.EMPTY, EMPTY_RAW);
  private static final Event FAR_EVENT =
      new Event("d", "i", "s", "t", TEXT, -1, List.of(), false, -1, Bytes.utf8("apart"), EMPTY_RAW);
  private static final PlaceMarker MARKER = new PlaceMarker("door-7", PAIR, IDENTITY, ORIGIN);
  private static final AnalyticsEvent ANALYTICS = new AnalyticsEvent("Viewed", MARKER, FULL_RAW);
  private static final AnalyticsEvent EMPTY_ANALYTICS = new AnalyticsEvent("", null, EMPTY_RAW);
  private static final Undecodable UNDECODABLE =
      new Undecodable(Flaw.FIELD_WRONG, "at 5", "door-7", null, FULL_RAW);

  private static final Act ACT = new Act("c-1", Verb.SKIP, "ana", 16, "it is broken");
  private static final Quarantine QUARANTINE =
      new Quarantine(
          Quarantine.Cause.VIOLATION,
          Reason.INVARIANT,
          "paid-in-full",
          "paid = 3",
          new Culprit(
              "i", new HeldEntry(new Version.Single(301), IDENTITY, 3, new Since(7, 8)), ORIGIN),
          new Gap(new Version.Single(3), new Version.Single(4)),
          17);
  private static final Facts FACTS =
      new Facts(
          "i",
          "paid-in-full",
          18L,
          ACT,
          "c-2",
          new Portrait(
              SINGLE,
              PAIR,
              130,
              -7,
              19,
              false,
              "paid",
              Bytes.utf8("{}"),
              List.of(SINGLE),
              new Gap(new Version.Single(3), new Version.Single(4)),
              20L,
              QUARANTINE,
              "i",
              new Acts(List.of(ACT))));
  private static final ControlEvent CONTROL =
      new ControlEvent(
          "door-7",
          "c-1",
          Verb.REPLACE,
          "i",
          "t/3@4",
          SINGLE,
          FULL_EVENT,
          "ana",
          16,
          "broken",
          FULL_RAW);
  private static final UnreadableControl UNREADABLE =
      new UnreadableControl("door-7", null, "no verb", EMPTY_RAW);

  private static final Entity FULL_ENTITY =
      new Entity(
          SINGLE,
          PAIR,
          new TimePlace(1_700_000_000_000L, List.of(1L, -2L), "id", "source"),
          130,
          -7,
          1_700_000_000_001L,
          Bytes.utf8("{\"locked\":true}"),
          "paid",
          false,
          new HeldIndex(
              List.of(
                  new HeldEntry(new Version.Single(302), IDENTITY, 4, new Since(9, 10)),
                  new HeldEntry(
                      new Version.Single(305),
                      ANONYMOUS,
                      HeldEntry.MARKER,
                      new Since(Long.MIN_VALUE, 11)))),
          5,
          new Memory.Builder(2).add(IDENTITY, true).add(ANONYMOUS, false).build(12),
          new Abandoned(List.of(new Gap(new Version.Single(3), new Version.Single(4)))),
          13,
          new StaleRun(2, SINGLE),
          QUARANTINE,
          new Acts(List.of(ACT)),
          new Timers(14, 15));

  private static final Map<Layout<?>, List<?>> VALUES =
      Map.ofEntries(
          Map.entry(
              Layout.ENTITY,
              List.of(
                  new Stored(FULL_ENTITY, List.of(new Stored.Inline(4, FULL_EVENT))),
                  new Stored(Entity.NEW, List.of()),
                  new Stored(FULL_ENTITY, List.of(), new Apart(300, 7)))),
          Map.entry(Layout.MEMORY, List.of(FULL_ENTITY.memory(), Memory.EMPTY)),
          Map.entry(Layout.EVENT, List.of(FULL_EVENT, EMPTY_EVENT, FAR_EVENT)),
          Map.entry(
              Layout.TALLY, List.of(new Tally(Map.of("received", 300L, "held", -1L)), Tally.NONE)),
          Map.entry(
              Layout.IDENTITY,
              List.of(
                  new JobIdentity(Map.of("partitions of topic b", "6", "a", "ä")),
                  JobIdentity.UNKNOWN)),
          Map.entry(
              Layout.DECODED, List.of(FULL_EVENT, ANALYTICS, UNDECODABLE, CONTROL, UNREADABLE)),
          Map.entry(Layout.ANALYTICS, List.of(ANALYTICS, EMPTY_ANALYTICS)),
          Map.entry(Layout.ARRIVAL, List.of(FULL_EVENT, MARKER, CONTROL)),
          Map.entry(
              Layout.CHANGE,
              List.of(
                  new Change(FULL_EVENT, new Receipt(300, PAIR, -1), Bytes.utf8("{}")),
                  new Change(EMPTY_EVENT, new Receipt(1, null, 0), null),
                  new Cleared("a", new Receipt(2, PAIR, 3)))),
          Map.entry(
              Layout.RULING,
              List.of(
                  new Ruling("a", "b", TEXT, Verdict.STALE, Reason.BEYOND_MEMORY, "why", ORIGIN),
                  new Ruling(null, null, null, Verdict.MALFORMED, Reason.UNREADABLE, "", ORIGIN))),
          Map.entry(
              Layout.DEAD_LETTER,
              List.of(
                  new DeadLetter(
                      FULL_RAW,
                      "a",
                      "b",
                      "c",
                      PAIR,
                      -3L,
                      Verdict.CONFLICT,
                      Reason.SAME_ID,
                      "rule",
                      "why",
                      Bytes.utf8("{}"),
                      SINGLE,
                      1_700_000_000_000L,
                      true),
                  new DeadLetter(
                      EMPTY_RAW,
                      null,
                      null,
                      null,
                      null,
                      null,
                      Verdict.MALFORMED,
                      Reason.NO_VALUE,
                      "",
                      "",
                      null,
                      null,
                      0,
                      false))),
          Map.entry(
              Layout.INCIDENT,
              List.of(
                  new Incident(
                      Incident.Kind.CONFLICT, "a", SINGLE, PAIR, ORIGIN, "why", 1_700_000L, FACTS),
                  new Incident(
                      Incident.Kind.OVERFLOW,
                      "",
                      null,
                      null,
                      null,
                      "",
                      Long.MIN_VALUE,
                      Facts.NONE))),
          Map.entry(
              Layout.QUARANTINED,
              List.of(
                  new Quarantined(
                      "a", QUARANTINE, "i", FULL_EVENT, 3, SINGLE, "paid", Bytes.utf8("{}")),
                  new Quarantined("a", null, "", null, 0, null, null, null))));

  private Pinned() {}

  @SuppressWarnings("unchecked")
  static <T> List<T> of(Layout<T> layout) {
    return (List<T>) VALUES.get(layout);
  }
}
