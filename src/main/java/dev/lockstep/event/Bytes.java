package dev.lockstep.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A read-only slice of a byte array.
 *
 * <p>Slices of one record's value share its array, so an event carries its bytes once. Whoever
 * makes a slice gives the array away: neither side writes to it again.
 */
public final class Bytes {
  /** The slice without bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** The whole array as a slice; the caller no longer writes to it. */
  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  /** A part of the array; the caller no longer writes to it. */
  public static Bytes of(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return new Bytes(array, offset, length);
  }

  /** The UTF-8 bytes of a text. */
  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A part of this slice that shares its array. */
  public Bytes slice(int from, int size) {
    Objects.checkFromIndexSize(from, size, length);
    return new Bytes(array, offset + from, size);
  }

  /** The array behind the slice, to be read only, from {@link #offset()} for {@link #length()}. */
  public byte[] array() {
    return array;
  }

  /** Where the slice begins in {@link #array()}. */
  public int offset() {
    return offset;
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** Whether both slices look into the same array. */
  public boolean sharesArrayWith(Bytes other) {
    return array == other.array;
  }

  /** A copy that nobody else holds. */
  public byte[] toByteArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /**
   * The bytes as an array, to be read only: the one behind the slice if it holds nothing else, or
   * else a copy.
   */
  public byte[] wholeArray() {
    return length == array.length ? array : toByteArray();
  }

  /** The bytes read as UTF-8. */
  public String utf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return utf8();
  }
}
