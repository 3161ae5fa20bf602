package dev.lockstep.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One value being written. The buffer is used again for the next one, so a writer is for one
 * thread.
 */
final class FrameWriter {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** What a buffer may keep that was once stretched for a large value, bytes. */
  private static final int KEPT_AT_MOST = 1 << 16;

  private byte[] bytes = new byte[512];
  private int size;

  /** Begins the next value. */
  void begin() {
    size = 0;
    if (bytes.length > KEPT_AT_MOST) {
      bytes = new byte[512];
    }
  }

  /** The buffer, of which the first {@link #size()} bytes are written. */
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  void writeByte(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void writeBoolean(boolean value) {
    writeByte(value ? 1 : 0);
  }

  void writeInt(int value) {
    room(4);
    bytes[size++] = (byte) (value >>> 24);
    bytes[size++] = (byte) (value >>> 16);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  void writeLong(long value) {
    room(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /** Seven bits a byte, the lowest first. */
  void writeCount(long count) {
    room(10);
    long rest = count;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void write(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
