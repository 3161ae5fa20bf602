package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One value being read. Its bytes are nobody else's: what is cut out of them stays a part of the
 * same array.
 */
final class FrameReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int at;

  FrameReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** How many bytes are left. */
  int left() {
    return bytes.length - at;
  }

  byte readByte() throws IOException {
    need(1);
    return bytes[at++];
  }

  boolean readBoolean() throws IOException {
    return readByte() != 0;
  }

  int readInt() throws IOException {
    need(4);
    int value =
        bytes[at] << 24
            | (bytes[at + 1] & 0xFF) << 16
            | (bytes[at + 2] & 0xFF) << 8
            | (bytes[at + 3] & 0xFF);
    at += 4;
    return value;
  }

  long readLong() throws IOException {
    need(8);
    long value = (long) LONGS.get(bytes, at);
    at += 8;
    return value;
  }

  long readCount() throws IOException {
    long count = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = readByte();
      count |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return count;
      }
    }
    throw new IOException("a number of more than 64 bits: the bytes are not what they should be");
  }

  /** A text of so many bytes in UTF-8. */
  String readText(int length) throws IOException {
    need(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** The same text as one read before, if it is one of those that come again and again. */
  String readName(int length) throws IOException {
    need(length);
    String name = Names.of(bytes, at, length);
    at += length;
    return name;
  }

  /** So many bytes, without copying them. */
  Bytes readBytes(int length) throws IOException {
    need(length);
    Bytes part = Bytes.of(bytes, at, length);
    at += length;
    return part;
  }

  private void need(int more) throws IOException {
    if (more < 0 || bytes.length - at < more) {
      throw new IOException("a value ends too early, at byte " + bytes.length);
    }
  }
}
