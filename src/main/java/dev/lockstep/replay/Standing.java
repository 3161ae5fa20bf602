package dev.lockstep.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Origin;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a letter stands in the order of a replay: entity by entity, within one by version, else by
 * time, then by origin. It is made of the letter alone, so that a replay that goes on knows what
 * was sent whatever has come to the topic or gone from it.
 *
 * @param entityHash of the entity's id: as good an order of entities as any, and short. Entities
 *     that share one are woven into each other, each still in its order
 * @param version null for an event without
 * @param timeMillis null for what is no event
 * @param origin where the event was read
 */
record Standing(
    long entityHash, @Nullable Version version, @Nullable Long timeMillis, Origin origin)
    implements Comparable<Standing> {
  private static final String SEPARATOR = "|";
  private static final int PARTS = 6;

  private static final Comparator<Standing> ORDER =
      Comparator.comparingLong(Standing::entityHash)
          .thenComparing(Standing::version, Comparator.nullsLast(Standing::byVersion))
          .thenComparing(Standing::timeMillis, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(each -> each.origin.topic())
          .thenComparingInt(each -> each.origin.partition())
          .thenComparingLong(each -> each.origin.offset());

  static Standing of(DeadLetter letter) {
    String entity = letter.entity();
    return new Standing(
        entity == null ? 0 : StableHash.of(entity),
        letter.version(),
        letter.timeMillis(),
        letter.raw().origin());
  }

  @Override
  public int compareTo(Standing other) {
    return ORDER.compare(this, other);
  }

  /** An entity's versions are of one form, unless its spec was changed. */
  private static int byVersion(Version one, Version other) {
    int byForm = Character.compare(form(one), form(other));
    return byForm != 0 ? byForm : one.compareTo(other);
  }

  private static char form(Version version) {
    return version instanceof Version.Single ? 's' : version instanceof Version.Pair ? 'p' : 't';
  }

  /** It as one word without spaces, to be read back by {@link #parse}. */
  String encoded() {
    return String.join(
        SEPARATOR,
        Long.toHexString(entityHash),
        version == null ? "" : form(version) + URLEncoder.encode(version.toString(), UTF_8),
        timeMillis == null ? "" : timeMillis.toString(),
        URLEncoder.encode(origin.topic(), UTF_8),
        Integer.toString(origin.partition()),
        Long.toString(origin.offset()));
  }

  /**
   * What was encoded.
   *
   * @throws IllegalArgumentException when it was not
   */
  static Standing parse(String encoded) {
    String[] parts = encoded.split("\\|", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("no standing: " + encoded);
    }
    return new Standing(
        Long.parseUnsignedLong(parts[0], 16),
        parts[1].isEmpty()
            ? null
            : version(parts[1].charAt(0), URLDecoder.decode(parts[1].substring(1), UTF_8)),
        parts[2].isEmpty() ? null : Long.valueOf(parts[2]),
        new Origin(
            URLDecoder.decode(parts[3], UTF_8),
            Integer.parseInt(parts[4]),
            Long.parseLong(parts[5])));
  }

  private static Version version(char form, String text) {
    if (form == 's') {
      return new Version.Single(Long.parseLong(text));
    }
    if (form == 't') {
      return new Version.Text(text);
    }
    int dot = text.indexOf('.');
    return new Version.Pair(
        Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
  }
}
