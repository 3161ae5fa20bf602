package dev.lockstep.reconcile;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Memory.Seen;
import org.jspecify.annotations.Nullable;

/**
 * Events that were seen, one after the other. What was written to it never changes; it only grows
 * at its end, and only for the memory that ends there, so that older memories may share it.
 *
 * <p>All of it lies in one array, the head first: most events are told to be new from the head
 * alone, and what is far apart in memory costs more than anything that is decided about it.
 */
final class SeenLog {
  private static final int SIZE = 0;
  private static final int HIGHEST = 1;
  private static final int SIGNATURE = 2;
  private static final int SIGNATURE_WORDS_AT_LEAST = 4;
  private static final int EVENTS_OF_A_SIGNATURE_WORD = 4;

  private static final int ROW = 5;
  private static final int ID = 0;
  private static final int CONTENT = 1;
  private static final int TIME = 2;
  private static final int NUMBER = 3;
  private static final int LABEL = 4;

  private static final long LOG_BYTES = 72;

  private static final int PAST_AT_MOST = 2;
  private static final int PAST_AT_LEAST = 16;

  private static final int APPLIED = 1;
  private static final int PLAIN = 2;
  private static final int LABEL_BITS = 2;

  private final long[] words;

  /** Where the first row begins. */
  private final int head;

  /** What all logs have in common that go on from one; null for logs that nobody follows. */
  private final @Nullable Object lineage;

  /** How many events of its lineage came before its first one. */
  private final long passed;

  /** The versions that are no plain numbers; null as long as all are. */
  private @Nullable OtherVersions others;

  SeenLog(int capacity) {
    this(capacity, null, 0);
  }

  private SeenLog(int capacity, @Nullable Object lineage, long passed) {
    this.lineage = lineage;
    this.passed = passed;
    head = SIGNATURE + signatureWords(capacity);
    words = new long[head + ROW * capacity];
    words[HIGHEST] = Long.MIN_VALUE;
  }

  /**
   * The words of the signature: so many that hardly one id that was not seen looks as if it was,
   * and a power of two, as {@link #signature} wants it.
   */
  private static int signatureWords(int capacity) {
    int words = Math.max(SIGNATURE_WORDS_AT_LEAST, capacity / EVENTS_OF_A_SIGNATURE_WORD);
    return Integer.highestOneBit(words);
  }

  private int capacity() {
    return (words.length - head) / ROW;
  }

  /** Whether the next event of a memory that ends here can be added. */
  boolean hasRoomAt(int end) {
    return end == words[SIZE] && head + ROW * (end + 1) <= words.length;
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
    int at = (int) words[SIZE]++;
    int row = head + ROW * at;
    words[row + ID] = idHash;
    words[row + CONTENT] = contentHash;
    words[row + TIME] = timeMillis;
    long label = (sourceHash & 0xFFFFFFFFL) << LABEL_BITS | (applied ? APPLIED : 0);
    if (version instanceof Version.Single single) {
      words[row + NUMBER] = single.number();
      label |= PLAIN;
      words[HIGHEST] = Math.max(words[HIGHEST], single.number());
    } else if (version != null) {
      other(at, version);
    }
    words[row + LABEL] = label;
    sign(idHash);
  }

  private void other(int at, Version version) {
    if (others == null) {
      others = new OtherVersions(capacity());
    }
    others.put(at, version);
  }

  /** About what it takes on the heap, rows that nobody needs any more and free ones included. */
  long heapBytes() {
    long bytes = LOG_BYTES + (long) Long.BYTES * words.length;
    return others == null ? bytes : bytes + others.heapBytes();
  }

  /** Whether so few of its rows, from here on, are needed that the others are in the way. */
  static boolean isMostlyPast(int from, int needed) {
    return from > PAST_AT_MOST * needed + PAST_AT_LEAST;
  }

  private void sign(long idHash) {
    words[signature(idHash)] |= bits(idHash);
  }

  /** Where the word lies that tells of an id. */
  private int signature(long idHash) {
    return SIGNATURE + ((int) (idHash >>> 32) & (head - SIGNATURE - 1));
  }

  private static long bits(long idHash) {
    return 1L << idHash | 1L << (idHash >>> 6);
  }

  /** Whether an event of this id, given by its hash, may be in it. */
  boolean mayHave(long idHash) {
    long bits = bits(idHash);
    return (words[signature(idHash)] & bits) == bits;
  }

  /** The same of a version. */
  boolean mayHave(Version version) {
    return version instanceof Version.Single single
        ? single.number() <= words[HIGHEST]
        : others != null && others.mayHave(version);
  }

  Seen get(int at) {
    return new Seen(
        new Identity(version(at), idHash(at), sourceHash(at), contentHash(at), timeMillis(at)),
        isApplied(at));
  }

  long idHash(int at) {
    return words[head + ROW * at + ID];
  }

  long contentHash(int at) {
    return words[head + ROW * at + CONTENT];
  }

  int sourceHash(int at) {
    return (int) (words[head + ROW * at + LABEL] >> LABEL_BITS);
  }

  long timeMillis(int at) {
    return words[head + ROW * at + TIME];
  }

  boolean isApplied(int at) {
    return (words[head + ROW * at + LABEL] & APPLIED) != 0;
  }

  boolean isVersioned(int at) {
    return isPlain(at) || (others != null && others.get(at) != null);
  }

  private boolean isPlain(int at) {
    return (words[head + ROW * at + LABEL] & PLAIN) != 0;
  }

  /** Whether its version is the one after that of the event before it, which there is. */
  boolean isNext(int at) {
    if (isPlain(at) && isPlain(at - 1)) {
      long before = words[head + ROW * (at - 1) + NUMBER];
      return before != Long.MAX_VALUE && words[head + ROW * at + NUMBER] == before + 1;
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
      return new Version.Single(words[head + ROW * at + NUMBER]);
    }
    return others == null ? null : others.get(at);
  }

  /** The last place before {@code end} with this version, -1 when there is none. */
  int lastOf(Version version, int from, int end) {
    if (version instanceof Version.Single single) {
      return lastNumber(single.number(), from, end);
    }
    return others == null ? -1 : others.lastOf(version, from, end);
  }

  private int lastNumber(long number, int from, int end) {
    for (int at = end - 1; at >= from; at--) {
      if (words[head + ROW * at + NUMBER] == number && isPlain(at)) {
        return at;
      }
    }
    return -1;
  }

  /** The same with this hash of its id. */
  int lastOf(long idHash, int from, int end) {
    for (int at = end - 1; at >= from; at--) {
      if (words[head + ROW * at + ID] == idHash) {
        return at;
      }
    }
    return -1;
  }

  /** A part of it, with room for more. */
  SeenLog copy(int from, int end) {
    return with(new SeenLog(roomFor(end - from), lineage, passed + from), from, end);
  }

  /** The same at the beginning of a lineage. */
  SeenLog followed(int from, int end) {
    return with(followed(end - from), from, end);
  }

  /** An empty one that begins a lineage, with room for so many events and more. */
  static SeenLog followed(int events) {
    return new SeenLog(roomFor(events), new Object(), 0);
  }

  /** Half as much again, but not less than for a few. */
  private static int roomFor(int events) {
    return events + Math.max(3, events / 2);
  }

  private SeenLog with(SeenLog copy, int from, int end) {
    copy.addAll(this, from, end);
    return copy;
  }

  /** Takes in a part of another; there is room for it. */
  void addAll(SeenLog other, int from, int end) {
    int size = (int) words[SIZE];
    int length = end - from;
    System.arraycopy(other.words, other.head + ROW * from, words, head + ROW * size, ROW * length);
    for (int at = size; at < size + length; at++) {
      sign(idHash(at));
      Version version =
          isPlain(at) || other.others == null ? null : other.others.get(at - size + from);
      if (version != null) {
        other(at, version);
      }
    }
    words[HIGHEST] = Math.max(words[HIGHEST], other.words[HIGHEST]);
    words[SIZE] += length;
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
