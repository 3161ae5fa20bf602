package dev.lockstep.reconcile;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * How one job orders the events of its entities.
 *
 * @param by what gives an event its place
 * @param start where a contiguous sequence begins
 * @param patience how long a missing event is waited for, and what then
 * @param holdAtMost how many events an entity may hold
 * @param jumpAtMost how far above the settled version a version is believed; {@link #UNLIMITED}
 * @param restartOn types that begin a sequence anew
 * @param routes what becomes of events that are not applied
 * @param ties what to do with an equal version under {@code latest}
 * @param memory how long events are recognised
 * @param stateBytesAtMost how large an entity's state may grow, bytes
 * @param quarantines how entities are quarantined
 * @param overrides what is handled otherwise, by event type
 * @param reportsGaps whether every gap that opens and fills is an incident
 */
public record OrderPolicy(
    OrderBy by,
    Start start,
    Patience patience,
    int holdAtMost,
    long jumpAtMost,
    Set<String> restartOn,
    Routes routes,
    Ties ties,
    MemoryPolicy memory,
    int stateBytesAtMost,
    Quarantines quarantines,
    Map<String, Handling> overrides,
    boolean reportsGaps)
    implements Serializable {
  /** No bound. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  public OrderPolicy {
    restartOn = Set.copyOf(restartOn);
    overrides = Map.copyOf(overrides);
  }

  /** How an event of this type is handled. */
  public Handling handling(String type) {
    Handling override = overrides.get(type);
    return override == null ? new Handling(patience, routes) : override;
  }

  /** What gives an event its place. */
  public enum OrderBy {
    /** The version, contiguous. */
    VERSION,
    /** The version, holes allowed: the newest wins. */
    LATEST,
    /** Event time, then ranks, then id. */
    TIME,
    /** Nothing: events are applied as they come. */
    ARRIVAL
  }

  /**
   * Where a contiguous sequence begins.
   *
   * @param firstSeen whether the lowest version that arrives within one wait is the first
   * @param number the first number, unless {@code firstSeen}
   */
  public record Start(boolean firstSeen, long number) implements Serializable {
    /** Sequences begin at this number. */
    public static Start at(long number) {
      return new Start(false, number);
    }

    /** Sequences begin at the lowest version that arrives within one wait. */
    public static Start atFirstSeen() {
      return new Start(true, 0);
    }
  }

  /**
   * How long a missing event is waited for, and what then.
   *
   * @param waitMillis event time that passes before patience is over
   * @param onGap what then
   * @param limitMillis processing time after which patience is over on a stream whose watermark
   *     stands still; {@link #UNLIMITED} for never
   * @param skipAtEnd whether gaps are skipped at the end of a bounded input under {@code wait}
   */
  public record Patience(long waitMillis, OnGap onGap, long limitMillis, boolean skipAtEnd)
      implements Serializable {}

  /** What to do when patience is over. */
  public enum OnGap {
    /** Go on waiting. */
    WAIT,
    /** Give up the missing versions and release what is behind them. */
    SKIP,
    /** Give up the missing versions and what is behind them up to the next gap. */
    DEAD_LETTER,
    /** Stop the entity until the missing versions come or an operator decides. */
    QUARANTINE
  }

  /**
   * How events of one type are handled.
   *
   * @param patience how long the gap below such an event is waited for, and what then
   * @param routes what becomes of such events that are not applied
   */
  public record Handling(Patience patience, Routes routes) implements Serializable {}

  /**
   * How entities are quarantined.
   *
   * @param heal whether a quarantined gap that is filled ends the quarantine by itself
   * @param atMost how many entities one subtask may keep in quarantine
   * @param whenFull what then becomes of the next
   */
  public record Quarantines(boolean heal, int atMost, WhenFull whenFull) implements Serializable {
    /** Quarantined gaps heal, and there is no bound. */
    public static final Quarantines UNBOUNDED =
        new Quarantines(true, Integer.MAX_VALUE, WhenFull.REJECT);
  }

  /** What to do with the next culprit when there is no more room for quarantined entities. */
  public enum WhenFull {
    /** Set it aside, as {@code dead-letter} says, and go on. */
    REJECT,
    /** Stop the job: something is wrong with all of them. */
    FAIL
  }

  /**
   * What becomes of events that are not applied; what is not a dead letter is a verdict only.
   *
   * @param staleToDeadLetters {@code on-stale: dead-letter}
   * @param lateToDeadLetters {@code on-late: dead-letter}
   * @param conflictQuarantines {@code on-conflict: quarantine}
   * @param violationQuarantines {@code on-violation: quarantine}
   */
  public record Routes(
      boolean staleToDeadLetters,
      boolean lateToDeadLetters,
      boolean conflictQuarantines,
      boolean violationQuarantines)
      implements Serializable {
    /** Routes on which no entity is quarantined. */
    public Routes(boolean staleToDeadLetters, boolean lateToDeadLetters) {
      this(staleToDeadLetters, lateToDeadLetters, false, false);
    }
  }

  /** What to do with an equal version and another content under {@code latest}. */
  public enum Ties {
    /** It is a CONFLICT. */
    CONFLICT,
    /** The first one stays; the other is STALE. */
    KEEP,
    /** The later arrival is applied. */
    REPLACE
  }

  /**
   * How long events are recognised, and entities kept.
   *
   * @param rememberMillis event time, back from the entity's time
   * @param rememberAtMost events per entity
   * @param expiry when an entity shrinks to a residue
   */
  public record MemoryPolicy(long rememberMillis, int rememberAtMost, Expiry expiry)
      implements Serializable {
    /** Entities are kept for ever. */
    public MemoryPolicy(long rememberMillis, int rememberAtMost) {
      this(rememberMillis, rememberAtMost, Expiry.NEVER);
    }
  }

  /**
   * When an entity shrinks to a residue: the settled version, and that it was there.
   *
   * @param residueAfterMillis event time after the entity's time; {@link #UNLIMITED} for never
   * @param whenOverOnly whether only entities shrink that are deleted or at the end of their
   *     lifecycle
   */
  public record Expiry(long residueAfterMillis, boolean whenOverOnly) implements Serializable {
    /** Entities are kept for ever. */
    public static final Expiry NEVER = new Expiry(UNLIMITED, false);
  }
}
