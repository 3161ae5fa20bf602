package dev.lockstep.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The layout and format in which a savepoint's values were written. */
public final class LayoutSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable Layout<T> layout;
  private int format;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public LayoutSnapshot() {}

  LayoutSnapshot(Layout<T> layout) {
    this.layout = layout;
    this.format = layout.format();
  }

  /** The format in which the values were written. */
  public int format() {
    return format;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(layout().name());
    out.writeInt(format);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
      throws IOException {
    layout = (Layout<T>) Layout.named(in.readUTF());
    format = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new LayoutSerializer<>(layout());
  }

  /** Values carry their own format, so every format up to ours is read where it lies. */
  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    boolean readable =
        oldSnapshot instanceof LayoutSnapshot<T> old
            && old.layout() == layout()
            && old.format <= layout().format();
    return readable
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private Layout<T> layout() {
    return Objects.requireNonNull(layout, "a snapshot that was never read");
  }
}
