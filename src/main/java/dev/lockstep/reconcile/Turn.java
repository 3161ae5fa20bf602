package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.Folded.Folding;
import dev.lockstep.reconcile.HeldEntry.Since;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import org.jspecify.annotations.Nullable;

/**
 * One entity while one arrival or deadline is decided: what it was, changed bit by bit into what it
 * will be. Lives for one call; the acts here are the same in every order mode.
 */
final class Turn {
  final String id;
  final Entity before;
  final Moment moment;
  final OrderPolicy policy;
  final Bodies bodies;
  final Outbox out = new Outbox(this);
  private final Folding folding;

  @Nullable Version settled;
  @Nullable TimePlace lastReleased;
  HeldIndex held;
  Abandoned abandoned;
  StaleRun staleRun;
  Memory memory;
  @Nullable Quarantine quarantine;
  boolean quarantinedNow;
  Acts acts;
  long timeMillis;
  long restartedMillis;
  @Nullable Bytes state;
  @Nullable String stage;
  boolean deleted;
  int received;
  private @Nullable Version lastApplied;
  private long sequence;
  private long chain;
  private Timers timers;
  private @Nullable Event identified;
  private @Nullable Identity identity;

  Turn(
      String id,
      Entity before,
      HeldBodies bodies,
      Moment moment,
      OrderPolicy policy,
      Folding folding) {
    this.id = id;
    this.before = before;
    this.bodies = new Bodies(bodies, before.nextSlot());
    this.moment = moment;
    this.policy = policy;
    this.folding = folding;
    this.settled = before.settled();
    this.lastApplied = before.lastApplied();
    this.lastReleased = before.lastReleased();
    this.sequence = before.sequence();
    this.chain = before.chain();
    this.timeMillis = before.timeMillis();
    this.state = before.state();
    this.stage = before.stage();
    this.deleted = before.deleted();
    this.held = before.held();
    this.memory = before.memory();
    this.abandoned = before.abandoned();
    this.restartedMillis = before.restartedMillis();
    this.staleRun = before.staleRun();
    this.quarantine = before.quarantine();
    this.acts = before.acts();
    this.timers = before.timers();
  }

  /** A turn of the same entity in which nothing has happened yet. */
  Turn anew() {
    return new Turn(id, before, bodies.stored(), moment, policy, folding);
  }

  Step step() {
    return new Step(after(), out.outputs(), bodies.changes(), bodies.delta(), received);
  }

  Entity after() {
    return new Entity(
        settled,
        lastApplied,
        lastReleased,
        sequence,
        chain,
        timeMillis,
        state,
        stage,
        deleted,
        held,
        bodies.nextSlot(),
        memory,
        abandoned,
        restartedMillis,
        staleRun,
        quarantine,
        acts,
        timers);
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
    if (eventTime != Timers.NONE || processingTime != Timers.NONE) {
      timers =
          new Timers(
              earlier(timers.eventTime(), eventTime),
              earlier(timers.processingTime(), processingTime));
    }
  }

  private static long earlier(long set, long wanted) {
    if (set == Timers.NONE || wanted == Timers.NONE) {
      return set == Timers.NONE ? wanted : set;
    }
    return Math.min(set, wanted);
  }

  boolean isQuarantined() {
    return quarantine != null;
  }

  /**
   * Folds an event at its place, and settles the place; false when it is the culprit of a
   * quarantine: then nothing is decided.
   */
  boolean apply(Event event, Runnable settle) {
    Folded folded = folding.fold(state, stage, event);
    Violation violation = folded.violation();
    if (violation != null && Quarantining.byViolation(this, event, null, violation)) {
      return false;
    }
    settle.run();
    decide(event, identity(event), folded);
    return true;
  }

  /** The same with an event that was held. */
  boolean applyHeld(HeldEntry entry, Runnable settle) {
    Event event = bodies.get(entry.slot());
    Folded folded = folding.fold(state, stage, event);
    Violation violation = folded.violation();
    if (violation != null && Quarantining.byViolation(this, event, entry, violation)) {
      return false;
    }
    take(entry);
    settle.run();
    decide(event, entry.identity(), folded);
    return true;
  }

  /** The same with an event whose place is settled already: it never is a culprit. */
  void applyAgain(Event event) {
    decide(event, identity(event), folding.fold(state, stage, event));
  }

  private void decide(Event event, Identity identity, Folded folded) {
    Violation violation = folded.violation();
    if (violation == null) {
      state = folded.state();
      stage = folded.stage();
      deleted = event.delete();
      sequence++;
      chain = Receipt.chain(chain, sequence, identity.idHash(), identity.contentHash());
      out.add(new Change(event, new Receipt(sequence, lastApplied, chain), state));
      lastApplied = event.version();
    } else {
      out.rejected(event, violation);
    }
    staleRun = StaleRun.NONE;
    remember(identity, violation == null);
  }

  /** Whether the entity is a grave, or at the end of its lifecycle. */
  boolean isOver() {
    return deleted || folding.rules().ends(stage);
  }

  /** Whether the last event that was applied since the entity began has this version. */
  boolean hasApplied(Version version) {
    return version.equals(lastApplied);
  }

  /** Forgets what was before; sequence and chain go on. */
  void beginAnew(long restartMillis) {
    memory = Memory.EMPTY;
    abandoned = Abandoned.NONE;
    staleRun = StaleRun.NONE;
    state = null;
    stage = null;
    deleted = false;
    lastApplied = null;
    restartedMillis = restartMillis;
  }

  /** Empties the state by an operator's verb, for all to see. */
  void clear(ControlEvent control) {
    state = null;
    stage = null;
    sequence++;
    chain = Receipt.chain(chain, sequence, StableHash.of(control.id()), 0);
    out.add(new Cleared(id, new Receipt(sequence, lastApplied, chain)));
  }

  /** Moves the entity's time on to that of an event, unless it has come further. */
  void reach(long eventMillis) {
    timeMillis = Math.max(timeMillis, eventMillis);
  }

  void remember(Identity identity, boolean applied) {
    reach(identity.timeMillis());
    memory = memory.with(identity, applied, timeMillis, policy.memory());
  }

  /** What an event is recognised by; that of the event being judged is made once. */
  @SuppressWarnings("ReferenceEquality") // the very event: that is what makes it cheap
  Identity identity(Event event) {
    if (identified != event || identity == null) {
      identified = event;
      identity = event.identity();
    }
    return identity;
  }

  boolean mayHaveForgotten(long eventMillis) {
    return memory.mayHaveForgotten(eventMillis, timeMillis, policy.memory());
  }

  /** Keeps an event until its turn; when the buffer is full the highest place goes. */
  void hold(Event event, Place place, Since since) {
    keep(event, place, since);
    Overflow.ifFull(this);
  }

  /** Keeps an event that may have others go on, so that room is looked for after that. */
  void keep(Event event, Place place, Since since) {
    held = held.with(new HeldEntry(place, identity(event), bodies.keep(event), since));
  }

  /** Patience is that of the event that waits lowest; a marked place has no type. */
  Patience patience() {
    return patience(held.lowest());
  }

  /** Patience with the gap below a held place. */
  Patience patience(HeldEntry above) {
    return policy.overrides().isEmpty() || above.isMarker()
        ? policy.patience()
        : policy.handling(bodies.get(above.slot()).type()).patience();
  }

  /** Takes a held event out of the buffer. */
  Event take(HeldEntry entry) {
    held = held.without(entry.place());
    return bodies.drop(entry.slot());
  }

  /** Ends all that is held, lowest first, and lastly nothing is. */
  void abandonHeld(Reason reason, String detail) {
    while (!held.isEmpty()) {
      HeldEntry lowest = held.lowest();
      if (lowest.isMarker()) {
        held = held.without(lowest.place());
      } else {
        out.deadLetter(take(lowest), Verdict.ABANDONED, reason, detail);
      }
    }
  }

  Since now() {
    return new Since(moment.watermark(), moment.nowMillis());
  }
}
