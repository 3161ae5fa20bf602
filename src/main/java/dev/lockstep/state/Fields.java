package dev.lockstep.state;

import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How single fields are written: numbers short when they are small, lengths before contents. */
final class Fields {
  private Fields() {}

  /** Writes one value. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T value, FrameWriter out);
  }

  /** Reads one value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(FrameReader in) throws IOException;
  }

  /** Writes a number that is mostly small and never below zero, seven bits a byte. */
  static void writeCount(long count, FrameWriter out) {
    out.writeCount(count);
  }

  static long readCount(FrameReader in) throws IOException {
    return in.readCount();
  }

  static int readSize(FrameReader in) throws IOException {
    return Math.toIntExact(in.readCount());
  }

  /** Writes a number that is mostly near zero, on either side of it. */
  static void writeDifference(long difference, FrameWriter out) {
    out.writeCount((difference << 1) ^ (difference >> 63));
  }

  static long readDifference(FrameReader in) throws IOException {
    long zigzag = in.readCount();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  static void writeText(String text, FrameWriter out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeCount(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  static String readText(FrameReader in) throws IOException {
    return in.readText(readSize(in));
  }

  /** Reads a text of which there are few, like the type of an event. */
  static String readName(FrameReader in) throws IOException {
    return in.readName(readSize(in));
  }

  static void writeBytes(Bytes bytes, FrameWriter out) {
    out.writeCount(bytes.length());
    out.write(bytes.array(), bytes.offset(), bytes.length());
  }

  static Bytes readBytes(FrameReader in) throws IOException {
    return in.readBytes(readSize(in));
  }

  static <T> void writeOptional(@Nullable T value, Writer<T> writer, FrameWriter out) {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value, out);
    }
  }

  static <T> @Nullable T readOptional(Reader<T> reader, FrameReader in) throws IOException {
    return in.readBoolean() ? reader.read(in) : null;
  }

  static <T> void writeList(List<T> values, Writer<T> writer, FrameWriter out) {
    writeCount(values.size(), out);
    for (T value : values) {
      writer.write(value, out);
    }
  }

  static <T> List<T> readList(Reader<T> reader, FrameReader in) throws IOException {
    int size = readSize(in);
    List<T> values = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }
}
