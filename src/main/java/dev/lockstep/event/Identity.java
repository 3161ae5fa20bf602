package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an event to recognise it: hashes, never its data.
 *
 * @param version its version, null when it has none
 * @param idHash hash of its id
 * @param sourceHash hash of its source
 * @param contentHash hash over type, delete flag and data
 * @param timeMillis its time, epoch milliseconds
 */
public record Identity(
    @Nullable Version version, long idHash, int sourceHash, long contentHash, long timeMillis) {

  /** The identity of an event with these fields. */
  public static Identity of(
      @Nullable Version version, String source, String id, long contentHash, long timeMillis) {
    return new Identity(version, idHash(id), sourceHash(source), contentHash, timeMillis);
  }

  /** {@link #idHash()} of this id. */
  public static long idHash(String id) {
    return StableHash.of(id);
  }

  /** {@link #sourceHash()} of this source. */
  public static int sourceHash(String source) {
    return (int) StableHash.of(source);
  }

  /** Whether both carry the same id, whoever gave it. */
  public boolean sameId(Identity other) {
    return idHash == other.idHash;
  }

  /** Whether both carry the same id of the same source. */
  public boolean sameIdAndSource(Identity other) {
    return idHash == other.idHash && sourceHash == other.sourceHash;
  }

  /** Whether both say the same. */
  public boolean sameContent(Identity other) {
    return contentHash == other.contentHash;
  }
}
