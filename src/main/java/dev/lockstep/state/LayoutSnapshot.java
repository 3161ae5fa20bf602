package dev.lockstep.state;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.execution.SuppressRestartsException;
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

  /** The newest format that this version reads. */
  public int newestKnown() {
    return layout().format();
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
    String name = in.readUTF();
    if (!Layout.isKnown(name)) {
      throw ofANewerVersion("it has values called `" + name + "`, which this one does not know");
    }
    layout = (Layout<T>) Layout.named(name);
    format = in.readInt();
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new LayoutSerializer<>(layout());
  }

  /**
   * Values carry their own format, so every format up to ours is read where it lies.
   *
   * @throws SuppressRestartsException when a newer version wrote them: starting again is no help,
   *     and what Flink says of a serializer that does not fit is none either
   */
  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> oldSnapshot) {
    if (!(oldSnapshot instanceof LayoutSnapshot<T> old) || old.layout() != layout()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    if (old.format > newestKnown()) {
      throw ofANewerVersion(
          "%s in format %d, and this one reads up to %d"
              .formatted(layout(), old.format, newestKnown()));
    }
    return TypeSerializerSchemaCompatibility.compatibleAsIs();
  }

  private static SuppressRestartsException ofANewerVersion(String what) {
    return new SuppressRestartsException(
        new IllegalStateException(
            "the state is of a newer version of Lockstep: " + what + ": go on with that version"));
  }

  private Layout<T> layout() {
    return Objects.requireNonNull(layout, "a snapshot that was never read");
  }
}
