package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The events that an entity recognises, oldest first, in the order in which they were taken in.
 *
 * <p>It never changes, but for the copy that a {@link LiveEntity} has for itself. One with an event
 * more shares what they have in common: taking in an event costs the same whatever is remembered.
 */
public final class Memory {
  /** Nothing was seen yet. */
  public static final Memory EMPTY = new Memory(new SeenLog(0), 0, 0, Long.MIN_VALUE);

  private SeenLog log;
  private int from;
  private int to;
  private long crowdedOutMillis;

  /** The time of the oldest, or less: its row lies far from what is looked at for a new event. */
  private long firstMillis = Long.MIN_VALUE;

  private Memory(SeenLog log, int from, int to, long crowdedOutMillis) {
    this.log = log;
    this.from = from;
    this.to = to;
    this.crowdedOutMillis = crowdedOutMillis;
  }

  /**
   * One remembered event.
   *
   * @param identity what it is recognised by
   * @param applied whether it was applied; else it was set aside, or only marked
   */
  public record Seen(Identity identity, boolean applied) {}

  /** A memory being put together, oldest event first. */
  public static final class Builder {
    private final SeenLog log;
    private int size;

    /** One of so many events at most; what is put together can take in one or two more. */
    public Builder(int capacity) {
      this(new SeenLog(SeenRows.roomBeside(capacity)));
    }

    private Builder(SeenLog log) {
      this.log = log;
    }

    /** One of so many events at most, of a memory that is {@link Memory#followed()}. */
    public static Builder ofFollowed(int capacity) {
      return new Builder(SeenLog.followed(capacity));
    }

    /** Takes in one more. */
    public Builder add(Identity identity, boolean applied) {
      log.add(identity, applied);
      size++;
      return this;
    }

    /** Takes in another memory from this place on. */
    public Builder addAll(Memory part, int from) {
      Objects.checkFromToIndex(from, part.size(), part.size());
      log.addAll(part.log, part.from + from, part.to);
      size += part.size() - from;
      return this;
    }

    /** The memory, of which {@link Memory#crowdedOutMillis()} is this. */
    public Memory build(long crowdedOutMillis) {
      return size == 0 && crowdedOutMillis == EMPTY.crowdedOutMillis
          ? EMPTY
          : new Memory(log, 0, size, crowdedOutMillis);
    }
  }

  /** The highest time of an event that was forgotten because there were too many. */
  public long crowdedOutMillis() {
    return crowdedOutMillis;
  }

  /** About what it takes on the heap, bytes; memories that go on from one another share it. */
  public long heapBytes() {
    return log.heapBytes();
  }

  /** How many events are remembered. */
  public int size() {
    return to - from;
  }

  /** One of them, the oldest is 0. */
  public Seen get(int index) {
    return log.get(at(index));
  }

  private int at(int index) {
    return from + Objects.checkIndex(index, size());
  }

  /** A part of it. */
  public Memory part(int first, int end) {
    Objects.checkFromToIndex(first, end, size());
    return new Memory(log, from + first, from + end, crowdedOutMillis);
  }

  /** The same memory, of which {@link #forgottenSince} tells from now on. */
  public Memory followed() {
    return log.isFollowed()
        ? this
        : new Memory(log.followed(from, to), 0, size(), crowdedOutMillis);
  }

  /**
   * How many events an earlier memory remembered that this one, which goes on from it, has
   * forgotten; -1 if it does not go on from it, or nobody {@link #followed} that one.
   */
  public long forgottenSince(Memory earlier) {
    return log.since(earlier.log, earlier.from, from);
  }

  /** {@link Identity#idHash()} of one of them; this and what follows make no object. */
  public long idHash(int index) {
    return log.idHash(at(index));
  }

  /** {@link Identity#contentHash()} of one of them. */
  public long contentHash(int index) {
    return log.contentHash(at(index));
  }

  /** {@link Identity#sourceHash()} of one of them. */
  public int sourceHash(int index) {
    return log.sourceHash(at(index));
  }

  /** {@link Identity#timeMillis()} of one of them. */
  public long timeMillis(int index) {
    return log.timeMillis(at(index));
  }

  /** {@link Seen#applied()} of one of them. */
  public boolean isApplied(int index) {
    return log.isApplied(at(index));
  }

  /** Whether one of them has a version. */
  public boolean isVersioned(int index) {
    return log.isVersioned(at(index));
  }

  /** Whether one of them has the version after that of the one before it. */
  public boolean isNext(int index) {
    return index > 0 && log.isNext(at(index));
  }

  /** The same, for somebody who goes on from it alone. */
  Memory copy() {
    Memory copy = new Memory(log, from, to, crowdedOutMillis);
    copy.firstMillis = firstMillis;
    return copy;
  }

  /** The memory with one more event; {@code entityTime} is the entity's time with that event. */
  Memory with(Identity identity, boolean applied, long entityTime, MemoryPolicy policy) {
    Memory longer = copy();
    longer.makeRoom(entityTime, policy);
    longer.log.add(identity, applied);
    longer.to++;
    return longer;
  }

  /**
   * Becomes the memory with one more event, which was applied and has this id, by its hash. Only
   * for a {@link #copy} that nobody else has.
   */
  void takeIn(Event event, long idHash, long entityTime, MemoryPolicy policy) {
    makeRoom(entityTime, policy);
    // as it is: the just-in-time compiler would make an object of each identity
    log.add(
        event.version(),
        idHash,
        Identity.sourceHash(event.source()),
        event.contentHash(),
        event.timeMillis(),
        true);
    to++;
  }

  private void makeRoom(long entityTime, MemoryPolicy policy) {
    forget(to - (policy.rememberAtMost() - 1), Millis.minus(entityTime, policy.rememberMillis()));
    if (!log.hasRoomAt(to) || SeenLog.isMostlyPast(from, size())) {
      int past = log.past(from, to);
      log = log.copy(from, to);
      from -= past;
      to -= past;
    }
  }

  private void forget(int crowded, long oldestMillis) {
    if (from < crowded || firstMillis < oldestMillis) {
      for (; from < crowded; from++) {
        crowdedOutMillis = Math.max(crowdedOutMillis, log.timeMillis(from));
      }
      while (from < to && log.timeMillis(from) < oldestMillis) {
        from++;
      }
      firstMillis = from < to ? log.timeMillis(from) : Long.MIN_VALUE;
    }
  }

  /** Whether both lie in one log. */
  boolean sharesWith(Memory other) {
    return log == other.log;
  }

  /** Nothing is recognised any more, and all up to this time may have been seen. */
  static Memory lostUpTo(long timeMillis) {
    return new Memory(EMPTY.log, 0, 0, timeMillis);
  }

  /** Whether an event of this version may be remembered; if not, none is. */
  boolean mayKnow(Version version) {
    return log.mayHave(version);
  }

  /** The same of an id, by its hash. */
  boolean mayKnow(long idHash) {
    return log.mayHave(idHash);
  }

  /** Whether an event of this id is in it, however old. */
  boolean knows(long idHash) {
    return log.lastOf(idHash, from, to) >= 0;
  }

  /** The last event of a version that fits and is still remembered, null when there is none. */
  @Nullable Identity lastOf(
      Version version, Predicate<Seen> wanted, long entityTime, MemoryPolicy policy) {
    return last(end -> log.lastOf(version, from, end), wanted, entityTime, policy);
  }

  /** The same of an id, by its hash. */
  @Nullable Identity lastOf(
      long idHash, Predicate<Seen> wanted, long entityTime, MemoryPolicy policy) {
    return last(end -> log.lastOf(idHash, from, end), wanted, entityTime, policy);
  }

  private @Nullable Identity last(
      IntUnaryOperator before, Predicate<Seen> wanted, long entityTime, MemoryPolicy policy) {
    for (int i = before.applyAsInt(to); i >= 0; i = before.applyAsInt(i)) {
      Seen seen = log.get(i);
      if (wanted.test(seen) && !isTooOld(seen.identity().timeMillis(), entityTime, policy)) {
        return seen.identity();
      }
    }
    return null;
  }

  /** Whether an event of this time, if it had been seen, could be forgotten by now. */
  boolean mayHaveForgotten(long timeMillis, long entityTime, MemoryPolicy policy) {
    return timeMillis <= crowdedOutMillis || isTooOld(timeMillis, entityTime, policy);
  }

  private static boolean isTooOld(long timeMillis, long entityTime, MemoryPolicy policy) {
    return timeMillis < Millis.minus(entityTime, policy.rememberMillis());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Memory that
        && crowdedOutMillis == that.crowdedOutMillis
        && size() == that.size()
        && ((log == that.log && from == that.from)
            || IntStream.range(0, size()).allMatch(i -> get(i).equals(that.get(i))));
  }

  @Override
  public int hashCode() {
    return 31 * size() + (size() == 0 ? 0 : get(size() - 1).hashCode());
  }

  @Override
  public String toString() {
    return "Memory%s, crowdedOutMillis=%d"
        .formatted(IntStream.range(0, size()).mapToObj(this::get).toList(), crowdedOutMillis);
  }
}
