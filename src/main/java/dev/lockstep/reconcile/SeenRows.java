package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each event that was seen but for versions that are no plain numbers: a row each,
 * and a signature of the ids. Most events are told to be new from the signature alone.
 *
 * <p>A few rows lie behind the signature, in one array, as what is far apart in memory costs more
 * than anything that is decided about it, and most entities are small. More of them lie in pieces:
 * they stay where they were written, and whoever goes on from a full one has the same pieces, and
 * more.
 */
sealed class SeenRows permits SeenLog {
  private static final int SIGNATURE_WORDS_AT_LEAST = 4;
  private static final int EVENTS_OF_A_SIGNATURE_WORD = 2;

  private static final int PIECE_BITS = 4;
  private static final int PIECE = 1 << PIECE_BITS;

  private static final int ROOM_AT_LEAST = 3;
  private static final int ROOM_BESIDE = 2;

  /** So many at most lie in one array while the memory grows. */
  private static final int SMALL = 8;

  private static final int PIECES_TO_GROW = 2;

  private static final int ROW = 5;
  private static final int ID = 0;
  private static final int CONTENT = 1;
  private static final int TIME = 2;
  private static final int NUMBER = 3;
  private static final int LABEL = 4;

  private static final int APPLIED = 1;
  private static final int PLAIN = 2;
  private static final int LABEL_BITS = 2;

  private static final long PIECE_BYTES = 20;

  final int capacity;
  private int size;

  /** The signature, and behind it all rows if they are few. */
  private final long[] words;

  /** How many words the signature has. */
  private final int head;

  /** The pieces, null where nothing was written yet; null if the rows are few. */
  private final long @Nullable [] @Nullable [] pieces;

  /** Where rows are written now. */
  private long[] last;

  /** Room for at least so many. */
  SeenRows(int wanted) {
    boolean few = !isForPieces(wanted);
    capacity = few ? wanted : wholePieces(wanted);
    head = signatureWords(capacity);
    words = new long[few ? head + ROW * capacity : head];
    last = words;
    pieces = few ? null : new long[capacity >> PIECE_BITS][];
  }

  /**
   * The words of the signature: so many that hardly one id that was not seen looks as if it was,
   * and a power of two, as {@link #signature} wants it.
   */
  private static int signatureWords(int capacity) {
    int words = Math.max(SIGNATURE_WORDS_AT_LEAST, capacity / EVENTS_OF_A_SIGNATURE_WORD);
    return Integer.highestOneBit(words);
  }

  private static int wholePieces(int rows) {
    return (rows + PIECE - 1) & -PIECE;
  }

  /** Room for these and as many again if they are few, else a quarter more: that copies no rows. */
  static int roomFor(int events) {
    return events < PIECE ? Math.min(PIECE, twice(events)) : events + Math.max(PIECE, events / 4);
  }

  /**
   * The same where nothing was forgotten yet: of most entities that have outgrown the first arrays
   * more will be remembered soon, and room in pieces costs little until it is used.
   */
  static int roomToGrow(int events) {
    int twice = twice(events);
    return twice <= SMALL ? twice : events + Math.max(PIECES_TO_GROW * PIECE, events / 4);
  }

  private static int twice(int events) {
    return events + Math.max(ROOM_AT_LEAST, events);
  }

  /** Room for what was read: most entities are read to take in one more, and are written then. */
  static int roomBeside(int events) {
    return Math.min(events + ROOM_BESIDE, Math.max(events, PIECE));
  }

  /** Whether there is room for so many in pieces only. */
  static boolean isForPieces(int room) {
    return room > PIECE;
  }

  /** Whether they lie in pieces. */
  final boolean isInPieces() {
    return pieces != null;
  }

  /** The first place of the piece with this place. */
  static int beginOfPiece(int at) {
    return at & -PIECE;
  }

  /** Whether the next event of a memory that ends here can be added. */
  final boolean hasRoomAt(int end) {
    return end == size && end < capacity;
  }

  /** About what they take on the heap, those that nobody needs any more and free ones included. */
  final long rowBytes() {
    long bytes = (long) Long.BYTES * words.length;
    return pieces == null
        ? bytes
        : bytes + PIECE_BYTES * pieces.length + (long) Long.BYTES * ROW * wholePieces(size);
  }

  /** Whether an event of this id, given by its hash, may be among them. */
  final boolean mayHave(long idHash) {
    long bits = bits(idHash);
    return (words[signature(idHash)] & bits) == bits;
  }

  /** Takes an id into the signature. */
  private void sign(long idHash) {
    words[signature(idHash)] |= bits(idHash);
  }

  /** Where the word lies that tells of an id. */
  private int signature(long idHash) {
    return (int) (idHash >>> 32) & (head - 1);
  }

  private static long bits(long idHash) {
    return 1L << idHash | 1L << (idHash >>> 6);
  }

  /** Adds a row; where it is. */
  final int write(
      @Nullable Version version,
      long idHash,
      int sourceHash,
      long contentHash,
      long timeMillis,
      boolean applied) {
    long[] piece = pieceForNext();
    int row = row(size);
    piece[row + ID] = idHash;
    piece[row + CONTENT] = contentHash;
    piece[row + TIME] = timeMillis;
    long label = (sourceHash & 0xFFFFFFFFL) << LABEL_BITS | (applied ? APPLIED : 0);
    if (version instanceof Version.Single single) {
      piece[row + NUMBER] = single.number();
      label |= PLAIN;
    }
    piece[row + LABEL] = label;
    sign(idHash);
    return size++;
  }

  /** Adds a row as it is in another; where it is. */
  final int write(SeenRows other, int there) {
    System.arraycopy(other.piece(there), other.row(there), pieceForNext(), row(size), ROW);
    sign(idHash(size));
    return size++;
  }

  /** Begins with the pieces of another between these places, each the first of a piece. */
  final void share(SeenRows other, int from, int end) {
    if (pieces == null || other.pieces == null) {
      throw new IllegalStateException("not in pieces");
    }
    int count = (end - from) >> PIECE_BITS;
    System.arraycopy(other.pieces, from >> PIECE_BITS, pieces, 0, count);
    size = end - from;
    for (int at = 0; at < size; at++) {
      sign(idHash(at));
    }
  }

  private long[] pieceForNext() {
    if (pieces != null && beginOfPiece(size) == size) {
      last = new long[ROW * PIECE];
      pieces[size >> PIECE_BITS] = last;
    }
    return last;
  }

  private long[] piece(int at) {
    long[] piece = pieces == null ? words : pieces[at >> PIECE_BITS];
    if (piece == null) {
      throw new IllegalStateException("no event at " + at + " of " + size);
    }
    return piece;
  }

  private int row(int at) {
    return pieces == null ? head + ROW * at : ROW * (at & (PIECE - 1));
  }

  private long word(int at, int field) {
    return piece(at)[row(at) + field];
  }

  final long idHash(int at) {
    return word(at, ID);
  }

  final long contentHash(int at) {
    return word(at, CONTENT);
  }

  final int sourceHash(int at) {
    return (int) (word(at, LABEL) >> LABEL_BITS);
  }

  final long timeMillis(int at) {
    return word(at, TIME);
  }

  final boolean isApplied(int at) {
    return (word(at, LABEL) & APPLIED) != 0;
  }

  /** Whether its version is a plain number. */
  final boolean isPlain(int at) {
    return (word(at, LABEL) & PLAIN) != 0;
  }

  /** The version, of one that {@link #isPlain}. */
  final long number(int at) {
    return word(at, NUMBER);
  }

  /** The last place before {@code end} with this plain number, -1 when there is none. */
  final int lastNumber(long number, int from, int end) {
    int at = last(NUMBER, number, from, end);
    while (at >= 0 && !isPlain(at)) {
      at = last(NUMBER, number, from, at);
    }
    return at;
  }

  /** The same with this hash of its id. */
  final int lastOf(long idHash, int from, int end) {
    return mayHave(idHash) ? last(ID, idHash, from, end) : -1;
  }

  private int last(int field, long value, int from, int end) {
    int at = end - 1;
    while (at >= from) {
      long[] piece = piece(at);
      int first = Math.max(from, pieces == null ? 0 : beginOfPiece(at));
      for (int word = row(at) + field; at >= first; at--, word -= ROW) {
        if (piece[word] == value) {
          return at;
        }
      }
    }
    return -1;
  }
}
