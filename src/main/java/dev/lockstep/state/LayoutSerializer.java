package dev.lockstep.state;

import java.io.IOException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads values as their {@link Layout} says, each with its length before it. The copy of
 * a value that never changes is the value itself. A serializer is for one thread: it writes the
 * next value where it wrote the last.
 */
final class LayoutSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final transient Layout<T> layout;
  private final transient FrameWriter writer = new FrameWriter();

  LayoutSerializer(Layout<T> layout) {
    this.layout = layout;
  }

  Layout<T> layout() {
    return layout;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    writer.begin();
    layout.writer().write(value, writer);
    target.writeInt(writer.size());
    target.write(writer.bytes(), 0, writer.size());
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    FrameReader frame = new FrameReader(frame(source));
    T value = layout.reader().read(frame);
    if (frame.left() > 0) {
      throw new IOException("a value of layout " + layout.name() + " is longer than it should be");
    }
    return value;
  }

  private static byte[] frame(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length < 0) {
      throw new IOException("a value of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    byte[] bytes = frame(source);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public boolean isImmutableType() {
    return layout.isImmutable();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new LayoutSerializer<>(layout);
  }

  @Override
  public T copy(T from) {
    return layout.copy(from);
  }

  @Override
  public T copy(T from, T reuse) {
    return layout.copy(from);
  }

  @Override
  @SuppressWarnings("NullAway") // Flink: null where there is no empty value to reuse
  public T createInstance() {
    return null;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new LayoutSnapshot<>(layout);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LayoutSerializer<?> that && layout == that.layout;
  }

  @Override
  public int hashCode() {
    return layout.name().hashCode();
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return new Named(layout.name());
  }

  /** The serializer on its way to another process: the layout's name. */
  private record Named(String name) implements Serializable {
    @Serial
    private Object readResolve() {
      return new LayoutSerializer<>(Layout.named(name));
    }
  }
}
