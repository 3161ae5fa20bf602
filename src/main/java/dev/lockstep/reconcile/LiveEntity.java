package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity.StaleRun;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An entity that goes on: events in order change it where it lies, so that nothing is made for them
 * that is not kept or put out. All else is decided about its {@link #value()}, and what it becomes
 * takes its place.
 *
 * <p>It belongs to whoever keeps the entity, and to nobody else; a value taken from it stays as it
 * is.
 */
public final class LiveEntity {
  private @Nullable Version settled;
  private @Nullable Version lastApplied;
  private @Nullable TimePlace lastReleased;
  private long sequence;
  private long chain;
  private long timeMillis;
  private @Nullable Bytes state;
  private @Nullable String stage;
  private boolean deleted;
  private HeldIndex held;
  private long nextSlot;
  private Memory memory;
  private Abandoned abandoned;
  private long restartedMillis;
  private StaleRun staleRun;
  private @Nullable Quarantine quarantine;
  private Acts acts;
  private Timers timers;

  /** One that goes on from here. */
  @SuppressWarnings("NullAway.Init") // become sets all of it
  public LiveEntity(Entity entity) {
    become(entity);
  }

  /** It is this from now on. */
  public void become(Entity entity) {
    settled = entity.settled();
    lastApplied = entity.lastApplied();
    lastReleased = entity.lastReleased();
    sequence = entity.sequence();
    chain = entity.chain();
    timeMillis = entity.timeMillis();
    state = entity.state();
    stage = entity.stage();
    deleted = entity.deleted();
    held = entity.held();
    nextSlot = entity.nextSlot();
    memory = entity.memory().copy();
    abandoned = entity.abandoned();
    restartedMillis = entity.restartedMillis();
    staleRun = entity.staleRun();
    quarantine = entity.quarantine();
    acts = entity.acts();
    timers = entity.timers();
  }

  /** What it is now. */
  public Entity value() {
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
        nextSlot,
        memory.copy(),
        abandoned,
        restartedMillis,
        staleRun,
        quarantine,
        acts,
        timers);
  }

  /** How many events were ever applied to it, and clearings of its state. */
  public long sequence() {
    return sequence;
  }

  /** How many events it remembers. */
  public int remembered() {
    return memory.size();
  }

  /** About what is kept of it on the heap beside itself, bytes. */
  public long heapBytes() {
    return memory.heapBytes() + (state == null ? 0 : state.array().length);
  }

  /** How many places are held, markers among them. */
  public int held() {
    return held.size();
  }

  /** Whether a body was ever held for it. */
  public boolean hasHeld() {
    return nextSlot > 0;
  }

  /** Whether it is quarantined. */
  public boolean isQuarantined() {
    return quarantine != null;
  }

  /** Whether nothing keeps an event from being applied but its version. */
  boolean isFree(Event event) {
    return held.isEmpty() && quarantine == null && event.timeMillis() >= restartedMillis;
  }

  @Nullable Version settled() {
    return settled;
  }

  /** Whether it may have seen an event with this version, or has seen one with this id. */
  boolean mayKnow(Version version, long idHash) {
    return memory.mayKnow(version) || memory.knows(idHash);
  }

  @Nullable Bytes state() {
    return state;
  }

  @Nullable String stage() {
    return stage;
  }

  /**
   * Applies the event that comes next; its proof.
   *
   * @param folded the state with it
   * @param reached the stage after it
   */
  Receipt apply(
      Event event,
      long idHash,
      @Nullable Bytes folded,
      @Nullable String reached,
      MemoryPolicy policy) {
    sequence++;
    chain = Receipt.chain(chain, sequence, idHash, event.contentHash());
    Receipt receipt = new Receipt(sequence, lastApplied, chain);
    settled = event.version();
    lastApplied = settled;
    timeMillis = Math.max(timeMillis, event.timeMillis());
    state = folded;
    stage = reached;
    deleted = event.delete();
    memory.takeIn(event, idHash, timeMillis, policy);
    staleRun = StaleRun.NONE;
    return receipt;
  }
}
