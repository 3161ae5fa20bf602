package dev.lockstep.connect;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A dead letter, and what was cut from it for it to fit into its topic. Its origin always stays,
 * and says where the whole record is.
 *
 * @param letter what is left
 * @param cut how many bytes each part had that is missing or shortened
 */
record CutLetter(DeadLetter letter, Map<String, Long> cut) {
  private static final int KEY_BYTES_AT_MOST = 256;

  /** A replay writes one of each; a producer may have written any number. */
  private static final int TOLD_AT_MOST = 2;

  /** A topic's name is at most 249 characters long. */
  private static final int TOLD_BYTES_AT_MOST = 300;

  static CutLetter whole(DeadLetter letter) {
    return new CutLetter(letter, Map.of());
  }

  CutLetter withoutState() {
    Bytes state = letter.stateSeen();
    return state == null
        ? this
        : new CutLetter(letter.with(letter.raw(), null), and("state", state.length()));
  }

  /** The first bytes of the value, at most as many. */
  CutLetter withValueOf(int bytes) {
    Raw raw = letter.raw();
    Bytes value = raw.value();
    if (value == null || value.length() <= bytes) {
      return this;
    }
    Raw shorter = new Raw(start(value, bytes), raw.key(), raw.headers(), raw.origin());
    return new CutLetter(letter.with(shorter, letter.stateSeen()), and("value", value.length()));
  }

  /**
   * Without headers but those of replays, which say how often it was one, and with no more than the
   * beginning of the key.
   */
  CutLetter withoutLabel() {
    Raw raw = letter.raw();
    Bytes key = raw.key();
    Map<String, Long> more = new TreeMap<>(cut);
    List<Header> told =
        raw.headers().stream().filter(CutLetter::isTold).limit(TOLD_AT_MOST).toList();
    if (told.size() < raw.headers().size()) {
      more.put("headers", headerBytes(raw));
    }
    if (key != null && key.length() > KEY_BYTES_AT_MOST) {
      more.put("key", (long) key.length());
      key = start(key, KEY_BYTES_AT_MOST);
    }
    Raw shorter = new Raw(raw.value(), key, told, raw.origin());
    return new CutLetter(letter.with(shorter, letter.stateSeen()), more);
  }

  /** Without those of replays either. */
  CutLetter withoutHeaders() {
    Raw raw = letter.raw();
    Map<String, Long> more = new TreeMap<>(cut);
    if (!raw.headers().isEmpty()) {
      more.putIfAbsent("headers", headerBytes(raw));
    }
    Raw shorter = new Raw(raw.value(), raw.key(), List.of(), raw.origin());
    return new CutLetter(letter.with(shorter, letter.stateSeen()), more);
  }

  /** Whether it is a header of a replay, as Lockstep writes them. */
  private static boolean isTold(Header header) {
    Bytes value = header.value();
    return Laps.isTold(header.name()) && value != null && value.length() <= TOLD_BYTES_AT_MOST;
  }

  private static long headerBytes(Raw raw) {
    return raw.headers().stream()
        .mapToLong(
            header ->
                header.name().length() + (header.value() == null ? 0 : header.value().length()))
        .sum();
  }

  private Map<String, Long> and(String part, long bytes) {
    Map<String, Long> more = new TreeMap<>(cut);
    more.put(part, bytes);
    return more;
  }

  /** A text is not cut within a character, lest it be taken for bytes that are none. */
  private static Bytes start(Bytes bytes, int length) {
    int end = length;
    while (end > 0 && (bytes.array()[bytes.offset() + end] & 0xC0) == 0x80 && end > length - 4) {
      end--;
    }
    return bytes.slice(0, end);
  }
}
