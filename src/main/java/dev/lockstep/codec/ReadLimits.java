package dev.lockstep.codec;

import java.io.Serializable;

/**
 * How large a record and its parts may be; what is larger is MALFORMED(OVER_LIMIT).
 *
 * @param recordBytes the record's value, bytes
 * @param depth arrays and objects within each other, at most {@link #DEEPEST}
 * @param numberDigits characters of one number
 * @param nameLength characters of a field's name
 * @param textLength characters of an entity, id, source, type or version
 * @param labelBytes the record's key and headers together, bytes
 */
public record ReadLimits(
    int recordBytes, int depth, int numberDigits, int nameLength, int textLength, int labelBytes)
    implements Serializable {
  /** What is read in recursion must fit on the stack. */
  public static final int DEEPEST = 500;

  /** The limits of a spec that sets none. */
  public static final ReadLimits DEFAULT = ofRecords(1 << 20);

  /** The limits of records whose values may be so large, in bytes. */
  public static ReadLimits ofRecords(int bytes) {
    return new ReadLimits(bytes, 100, 1_000, 4_096, 1_024, 1 << 16);
  }

  public ReadLimits {
    if (recordBytes < 1 || labelBytes < 1) {
      throw new IllegalArgumentException("a limit below 1");
    }
    if (depth < 1 || numberDigits < 1 || nameLength < 1 || textLength < 1) {
      throw new IllegalArgumentException("a limit below 1");
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("depth " + depth + ", at most " + DEEPEST);
    }
  }
}
