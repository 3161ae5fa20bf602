package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Memory.Seen;
import org.jspecify.annotations.Nullable;

/**
 * Events that were seen, one after the other. What was written to it never changes; it only grows
 * at its end, and only for the memory that ends there, so that older memories may share it.
 */
final class SeenLog extends SeenRows {
  private static final long LOG_BYTES = 88;

  private static final int PAST_AT_MOST = 2;
  private static final int PAST_AT_LEAST = 16;

  /** What all logs have in common that go on from one; null for logs that nobody follows. */
  private final @Nullable Object lineage;

  /** How many events of its lineage came before its first one. */
  private final long passed;

  /** The highest version that is a plain number, or more. */
  private long highest = Long.MIN_VALUE;

  /** The versions that are no plain numbers; null as long as all are. */
  private @Nullable OtherVersions others;

  SeenLog(int capacity) {
    this(capacity, null, 0);
  }

  private SeenLog(int wanted, @Nullable Object lineage, long passed) {
    super(wanted);
    this.lineage = lineage;
    this.passed = passed;
  }

  void add(Identity identity, boolean applied) {
    add(
        identity.version(),
        identity.idHash(),
        identity.sourceHash(),
        identity.contentHash(),
        identity.timeMillis(),
        applied);
  }

  /** The same of what an identity is made of. */
  void add(
      @Nullable Version version,
      long idHash,
      int sourceHash,
      long contentHash,
      long timeMillis,
      boolean applied) {
    int at = write(version, idHash, sourceHash, contentHash, timeMillis, applied);
    if (version instanceof Version.Single single) {
      highest = Math.max(highest, single.number());
    } else if (version != null) {
      other(at, version);
    }
  }

  private void other(int at, Version version) {
    if (others == null) {
      others = new OtherVersions(capacity);
    }
    others.put(at, version);
  }

  /** About what it takes on the heap, rows that nobody needs any more and free ones included. */
  long heapBytes() {
    long bytes = LOG_BYTES + rowBytes();
    return others == null ? bytes : bytes + others.heapBytes();
  }

  /** Whether so few of its rows, from here on, are needed that the others are in the way. */
  static boolean isMostlyPast(int from, int needed) {
    return from > PAST_AT_MOST * needed + PAST_AT_LEAST;
  }

  /** Whether an event of this version may be in it. */
  boolean mayHave(Version version) {
    return version instanceof Version.Single single
        ? single.number() <= highest
        : others != null && others.mayHave(version);
  }

  Seen get(int at) {
    return new Seen(
        new Identity(version(at), idHash(at), sourceHash(at), contentHash(at), timeMillis(at)),
        isApplied(at));
  }

  boolean isVersioned(int at) {
    return isPlain(at) || (others != null && others.get(at) != null);
  }

  /** Whether its version is the one after that of the event before it, which there is. */
  boolean isNext(int at) {
    if (isPlain(at) && isPlain(at - 1)) {
      long before = number(at - 1);
      return before != Long.MAX_VALUE && number(at) == before + 1;
    }
    Version version = version(at);
    Version before = version(at - 1);
    return version instanceof Version.Pair pair
        && before instanceof Version.Pair last
        && last.number() != Long.MAX_VALUE
        && pair.equals(last.withNumber(last.number() + 1));
  }

  private @Nullable Version version(int at) {
    if (isPlain(at)) {
      return new Version.Single(number(at));
    }
    return others == null ? null : others.get(at);
  }

  /** The last place before {@code end} with this version, -1 when there is none. */
  int lastOf(Version version, int from, int end) {
    if (!mayHave(version)) {
      return -1;
    }
    if (version instanceof Version.Single single) {
      return lastNumber(single.number(), from, end);
    }
    return others == null ? -1 : others.lastOf(version, from, end);
  }

  /** How many of the places before the first one {@link #copy} leaves out. */
  int past(int from, int end) {
    return isInPieces() && isForPieces(room(from, end)) ? beginOfPiece(from) : from;
  }

  private static int room(int from, int end) {
    return from == 0 ? roomToGrow(end) : roomFor(end - from);
  }

  /** What lies between these places, with room for more. */
  SeenLog copy(int from, int end) {
    int past = past(from, end);
    SeenLog copy = new SeenLog(from - past + room(from, end), lineage, passed + past);
    int copied = past;
    if (isInPieces() && copy.isInPieces()) {
      copied = beginOfPiece(end);
      copy.share(this, past, copied);
      for (int at = past; at < copied; at++) {
        copy.took(this, at, at - past);
      }
    }
    copy.addAll(this, copied, end);
    return copy;
  }

  /** The same at the beginning of a lineage. */
  SeenLog followed(int from, int end) {
    SeenLog followed = followed(end - from);
    followed.addAll(this, from, end);
    return followed;
  }

  /** An empty one that begins a lineage, with room for so many events and more. */
  static SeenLog followed(int events) {
    return new SeenLog(roomFor(events), new Object(), 0);
  }

  /** Takes in a part of another; there is room for it. */
  void addAll(SeenLog other, int from, int end) {
    for (int at = from; at < end; at++) {
      took(other, at, write(other, at));
    }
    highest = Math.max(highest, other.highest);
  }

  /** Notes an event of another, now that its row is here. */
  private void took(SeenLog other, int there, int here) {
    Version version = other.others == null || isPlain(here) ? null : other.others.get(there);
    if (version != null) {
      other(here, version);
    }
  }

  /** Whether somebody follows what becomes of it. */
  boolean isFollowed() {
    return lineage != null;
  }

  /** How many events lie between a place of an earlier log and one of this; -1 if unrelated. */
  long since(SeenLog earlier, int place, int here) {
    return lineage == null || lineage != earlier.lineage
        ? -1
        : passed + here - earlier.passed - place;
  }
}
