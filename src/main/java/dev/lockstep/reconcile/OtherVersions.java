package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/** The versions of a {@link SeenLog} that are no plain numbers, each at its event's place. */
final class OtherVersions {
  private static final long ARRAY_BYTES = 32;
  private static final long PAIR_BYTES = 32;
  private static final long TEXT_BYTES = 64;

  private final @Nullable Version[] versions;

  /** The highest of them, of the kind that came first; null as long as there is none. */
  private @Nullable Version highest;

  private long versionBytes;

  /** For a log with so many places. */
  OtherVersions(int capacity) {
    versions = new @Nullable Version[capacity];
  }

  void put(int at, Version version) {
    versions[at] = version;
    versionBytes +=
        version instanceof Version.Text text ? TEXT_BYTES + text.text().length() : PAIR_BYTES;
    if (highest == null || (isLike(version, highest) && version.compareTo(highest) > 0)) {
      highest = version;
    }
  }

  /** The version at a place, null when it is a plain number or there is none. */
  @Nullable Version get(int at) {
    return versions[at];
  }

  /** Whether this version may be one of them; if not, it is not. */
  boolean mayHave(Version version) {
    return highest != null && (!isLike(version, highest) || version.compareTo(highest) <= 0);
  }

  private static boolean isLike(Version version, Version other) {
    return version.getClass() == other.getClass();
  }

  /** The last place before {@code end} with this version, -1 when there is none. */
  int lastOf(Version version, int from, int end) {
    for (int at = end - 1; at >= from; at--) {
      if (version.equals(versions[at])) {
        return at;
      }
    }
    return -1;
  }

  /** About what they take on the heap, bytes. */
  long heapBytes() {
    return ARRAY_BYTES + (long) Integer.BYTES * versions.length + versionBytes;
  }
}
