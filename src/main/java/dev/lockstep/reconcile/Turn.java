package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Origin;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entity while one arrival or deadline is decided: what it was, changed bit by bit into what it
 * will be. Lives for one call; the acts here are the same in every order mode.
 */
final class Turn {
  final String id;
  final Moment moment;
  final OrderPolicy policy;

  private final HeldBodies bodies;
  private final Reducer reducer;
  private final Timers timersBefore;
  private final List<Output> outputs = new ArrayList<>(2);
  private final List<HeldChange> heldChanges = new ArrayList<>(0);
  private int heldDelta;

  @Nullable Version settled;
  @Nullable TimePlace lastReleased;
  HeldIndex held;
  Abandoned abandoned;
  StaleRun staleRun;
  long timeMillis;
  long restartedMillis;
  private @Nullable Version lastApplied;
  private long sequence;
  private long chain;
  private @Nullable Bytes state;
  private boolean deleted;
  private long nextSlot;
  private Memory memory;
  private Timers timers;

  Turn(
      String id,
      Entity before,
      HeldBodies bodies,
      Moment moment,
      OrderPolicy policy,
      Reducer reducer) {
    this.id = id;
    this.bodies = bodies;
    this.moment = moment;
    this.policy = policy;
    this.reducer = reducer;
    this.settled = before.settled();
    this.lastApplied = before.lastApplied();
    this.lastReleased = before.lastReleased();
    this.sequence = before.sequence();
    this.chain = before.chain();
    this.timeMillis = before.timeMillis();
    this.state = before.state();
    this.deleted = before.deleted();
    this.held = before.held();
    this.nextSlot = before.nextSlot();
    this.memory = before.memory();
    this.abandoned = before.abandoned();
    this.restartedMillis = before.restartedMillis();
    this.staleRun = before.staleRun();
    this.timersBefore = before.timers();
    this.timers = before.timers();
  }

  Step step() {
    Entity after =
        new Entity(
            settled,
            lastApplied,
            lastReleased,
            sequence,
            chain,
            timeMillis,
            state,
            deleted,
            held,
            nextSlot,
            memory,
            abandoned,
            restartedMillis,
            staleRun,
            timers.equals(timersBefore) ? timersBefore : timers);
    return new Step(after, List.copyOf(outputs), List.copyOf(heldChanges), heldDelta);
  }

  void eventTimerFired() {
    timers = new Timers(Timers.NONE, timers.processingTime());
  }

  void limitTimerFired() {
    timers = new Timers(timers.eventTime(), Timers.NONE);
  }

  /**
   * Sets the timers, unless they are set to an earlier time: then they look again by themselves.
   */
  void arm(long eventTime, long processingTime) {
    timers =
        new Timers(
            earlier(timers.eventTime(), eventTime),
            earlier(timers.processingTime(), processingTime));
  }

  private static long earlier(long set, long wanted) {
    if (set == Timers.NONE || wanted == Timers.NONE) {
      return set == Timers.NONE ? wanted : set;
    }
    return Math.min(set, wanted);
  }

  /** Folds an event into the state, or rejects it; either way it is remembered. */
  void apply(Event event) {
    Folded folded = event.delete() ? Folded.DELETED : Folded.by(reducer, state, event, policy);
    if (folded.flaw() == null) {
      state = folded.state();
      deleted = event.delete();
      sequence++;
      chain = chainWith(event.identity());
      outputs.add(new Change(event, new Receipt(sequence, lastApplied, chain), state));
      lastApplied = event.version();
    } else {
      deadLetter(event, Verdict.REJECTED, folded.flaw(), folded.detail());
    }
    staleRun = StaleRun.NONE;
    remember(event.identity());
  }

  private long chainWith(Identity identity) {
    long next = StableHash.with(chain, sequence);
    next = StableHash.with(next, identity.idHash());
    return StableHash.finish(StableHash.with(next, identity.contentHash()));
  }

  void remember(Identity identity) {
    timeMillis = Math.max(timeMillis, identity.timeMillis());
    memory = memory.with(identity, timeMillis, policy.memory());
  }

  void forgetAll() {
    memory = Memory.EMPTY;
    abandoned = Abandoned.NONE;
    state = null;
    deleted = false;
  }

  /** The remembered event that fits, null when there is none. */
  @Nullable Identity remembered(Predicate<Identity> wanted) {
    return memory.last(wanted, timeMillis, policy.memory());
  }

  /** The remembered or held event that fits, null when there is none. */
  @Nullable Identity known(Predicate<Identity> wanted) {
    Identity seen = remembered(wanted);
    if (seen != null || held.isEmpty()) {
      return seen;
    }
    HeldEntry entry = held.first(wanted);
    return entry == null ? null : entry.identity();
  }

  boolean mayHaveForgotten(long eventMillis) {
    return memory.mayHaveForgotten(eventMillis, timeMillis, policy.memory());
  }

  /** Keeps an event until its turn; when the buffer is full the highest place goes. */
  void hold(Event event, HeldEntry entry) {
    keep(entry, event);
    if (held.events() > policy.holdAtMost()) {
      overflow();
    }
  }

  private void keep(HeldEntry entry, Event event) {
    held = held.with(entry);
    heldChanges.add(new HeldChange(entry.slot(), event));
    heldDelta++;
  }

  long takeSlot() {
    return nextSlot++;
  }

  private void overflow() {
    HeldEntry highest = held.highestEvent();
    if (highest == null) {
      throw new IllegalStateException("a full buffer holds no event: " + held);
    }
    Event event = release(highest);
    String detail = "the buffer holds its limit of " + policy.holdAtMost() + " events";
    deadLetter(event, Verdict.OVERFLOW, Reason.BUFFER_FULL, detail);
    incident(Incident.Kind.OVERFLOW, event.version(), event.version(), event, detail);
  }

  /** Takes a held event out of the buffer. */
  Event release(HeldEntry entry) {
    Event event = body(entry);
    held = held.without(entry.place());
    heldChanges.add(new HeldChange(entry.slot(), null));
    heldDelta--;
    return event;
  }

  /** The body of a held event: of this turn, if it was held just now, else of the store. */
  private Event body(HeldEntry entry) {
    for (HeldChange change : heldChanges) {
      Event event = change.event();
      if (change.slot() == entry.slot() && event != null) {
        return event;
      }
    }
    return bodies.get(entry.slot());
  }

  void verdict(Event event, Verdict verdict, Reason reason, String detail, boolean deadLetter) {
    outputs.add(
        new Judged(event, verdict, reason, detail, deadLetter, deadLetter ? state : null, settled));
  }

  void deadLetter(Event event, Verdict verdict, Reason reason, String detail) {
    verdict(event, verdict, reason, detail, true);
  }

  void stale(Event event, Reason reason, String detail) {
    verdict(event, Verdict.STALE, reason, detail, policy.routes().staleToDeadLetters());
  }

  void duplicate(Event event, Reason reason, Identity first) {
    String detail = "the event of time " + first.timeMillis() + " said the same";
    verdict(event, Verdict.DUPLICATE, reason, detail, false);
  }

  void conflict(Event event, Reason reason, Identity first) {
    String detail = conflictDetail(event.identity(), event.raw().origin(), first);
    deadLetter(event, Verdict.CONFLICT, reason, detail);
    incident(Incident.Kind.CONFLICT, event.version(), event.version(), event, detail);
  }

  static String conflictDetail(Identity event, Origin origin, Identity first) {
    return String.format(
        "known: version %s, id hash %016x, content hash %016x, time %d;"
            + " arrived: version %s, id hash %016x, content hash %016x, time %d, from %s",
        first.version(),
        first.idHash(),
        first.contentHash(),
        first.timeMillis(),
        event.version(),
        event.idHash(),
        event.contentHash(),
        event.timeMillis(),
        origin);
  }

  void incident(
      Incident.Kind kind,
      @Nullable Version from,
      @Nullable Version to,
      @Nullable Event event,
      String detail) {
    incident(kind, from, to, event == null ? null : event.raw().origin(), detail);
  }

  void incident(
      Incident.Kind kind,
      @Nullable Version from,
      @Nullable Version to,
      @Nullable Origin origin,
      String detail) {
    outputs.add(new Incident(kind, id, from, to, origin, detail, moment.watermark()));
  }
}
