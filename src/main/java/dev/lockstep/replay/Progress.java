package dev.lockstep.replay;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the replays of one selection have come. It is written in the transaction that sends the
 * records, so that what was sent and what is known to be sent are the same.
 *
 * @param topic the id that the broker gave to the dead letters' topic; empty when it is not known
 * @param done ended replays have handled what lies before these offsets, by partition of the dead
 *     letters' topic
 * @param ends the offsets at which a replay ends that has not ended yet; empty when there is none
 * @param at the last letter that it has handled, null when it has begun only
 */
public record Progress(
    String topic,
    SortedMap<Integer, Long> done,
    SortedMap<Integer, Long> ends,
    @Nullable Standing at) {
  private static final String FORMAT = "lockstep-replay-2";
  private static final int PARTS = 5;

  /** The format without the topic. */
  private static final String OLD_FORMAT = "lockstep-replay-1";

  public Progress {
    done = new TreeMap<>(done);
    ends = new TreeMap<>(ends);
  }

  /** Nothing was ever replayed. */
  public static Progress none() {
    return new Progress("", new TreeMap<>(), new TreeMap<>(), null);
  }

  /** Whether a replay was interrupted, and is to go on. */
  public boolean isOpen() {
    return !ends.isEmpty();
  }

  /** Whether it is of an interrupted replay that was to send all, whatever was sent before. */
  public boolean isOpenForAll() {
    return isOpen() && done.isEmpty();
  }

  /** A replay of a topic up to these offsets; one that was interrupted keeps its own. */
  public Progress begin(String id, Map<Integer, Long> until) {
    return new Progress(id, done, isOpen() ? ends : new TreeMap<>(until), at);
  }

  Progress at(Standing handled) {
    return new Progress(topic, done, ends, handled);
  }

  Progress ended() {
    return new Progress(topic, ends, new TreeMap<>(), null);
  }

  boolean isDone(Filed filed) {
    return filed.offset() < done.getOrDefault(filed.partition(), 0L);
  }

  boolean isSent(Standing standing) {
    return at != null && standing.compareTo(at) <= 0;
  }

  /** Whether a topic may be the one that it is about: it is no other, and was not made anew. */
  public boolean fits(String id, Map<Integer, Long> endsNow) {
    return (topic.isEmpty() || topic.equals(id))
        && reaches(endsNow, done)
        && reaches(endsNow, ends);
  }

  private static boolean reaches(Map<Integer, Long> endsNow, Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .allMatch(each -> endsNow.getOrDefault(each.getKey(), -1L) >= each.getValue());
  }

  /** It as one word without spaces. */
  public String encoded() {
    String place = at == null ? "" : at.encoded();
    return String.join(";", FORMAT, encoded(done), encoded(ends), place, topic);
  }

  private static String encoded(Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining(","));
  }

  /** What was encoded; null when it was not. */
  public static @Nullable Progress parse(String encoded) {
    String[] parts = encoded.split(";", -1);
    boolean old = parts[0].equals(OLD_FORMAT) && parts.length == PARTS - 1;
    if (!old && (parts.length != PARTS || !parts[0].equals(FORMAT))) {
      return null;
    }
    return new Progress(
        old ? "" : parts[PARTS - 1],
        offsets(parts[1]),
        offsets(parts[2]),
        parts[3].isEmpty() ? null : Standing.parse(parts[3]));
  }

  private static SortedMap<Integer, Long> offsets(String text) {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String each : text.split(",", -1)) {
        String[] pair = each.split(":", -1);
        offsets.put(Integer.valueOf(pair[0]), Long.valueOf(pair[1]));
      }
    }
    return offsets;
  }
}
