package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How single fields are written: numbers short when they are small, lengths before contents. */
final class Fields {
  private Fields() {}

  /** Writes one value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T value, DataOutputView out) throws IOException;
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }

  /** Writes a number that is mostly small and never below zero, seven bits a byte. */
  static void writeCount(long count, DataOutputView out) throws IOException {
    long rest = count;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long readCount(DataInputView in) throws IOException {
    long count = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      count |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return count;
      }
    }
    throw new IOException("a number of more than 64 bits: the bytes are not what they should be");
  }

  static int readSize(DataInputView in) throws IOException {
    return Math.toIntExact(readCount(in));
  }

  static void writeText(String text, DataOutputView out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeCount(bytes.length, out);
    out.write(bytes);
  }

  static String readText(DataInputView in) throws IOException {
    byte[] bytes = new byte[readSize(in)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeBytes(Bytes bytes, DataOutputView out) throws IOException {
    writeCount(bytes.length(), out);
    out.write(bytes.array(), bytes.offset(), bytes.length());
  }

  static Bytes readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[readSize(in)];
    in.readFully(bytes);
    return Bytes.of(bytes);
  }

  static <T> void writeOptional(@Nullable T value, Writer<T> writer, DataOutputView out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value, out);
    }
  }

  static <T> @Nullable T readOptional(Reader<T> reader, DataInputView in) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }

  static <T> void writeList(List<T> values, Writer<T> writer, DataOutputView out)
      throws IOException {
    writeCount(values.size(), out);
    for (T value : values) {
      writer.write(value, out);
    }
  }

  static <T> List<T> readList(Reader<T> reader, DataInputView in) throws IOException {
    int size = readSize(in);
    List<T> values = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }
}
