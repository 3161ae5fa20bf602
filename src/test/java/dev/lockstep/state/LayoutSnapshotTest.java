package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.reconcile.Entity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutSnapshotTest {

  static Stream<Layout<?>> layouts() {
    return Layout.all().stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void aSavepointFindsItsSerializerAgain(Layout<T> layout) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(
        out, LayoutTest.serializer(layout).snapshotConfiguration());
    TypeSerializerSnapshot<T> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(read.restoreSerializer()).isEqualTo(LayoutTest.serializer(layout));
    assertThat(resolve(layout, read).isCompatibleAsIs()).isTrue();
  }

  @Test
  void olderFormatsAreReadWhereTheyLie() throws Exception {
    assertThat(resolve(Layout.ENTITY, snapshot("entity", 0)).isCompatibleAsIs()).isTrue();
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    var newer = snapshot("entity", Layout.ENTITY.format() + 1);
    assertThatThrownBy(() -> resolve(Layout.ENTITY, newer))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage(
            "the state is of a newer version of Lockstep: entity in format 3, and this one reads"
                + " up to 2: go on with that version");
  }

  @Test
  void anotherLayoutIsRefused() throws Exception {
    assertThat(resolve(Layout.ENTITY, snapshot("event", 1)).isIncompatible()).isTrue();
  }

  @Test
  void anUnknownLayoutIsNamed() {
    assertThatThrownBy(() -> snapshot("entities", 1))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessage(
            "the state is of a newer version of Lockstep: it has values called `entities`, which"
                + " this one does not know: go on with that version");
  }

  @Test
  void anEntityOfANewerFormatIsRefused() throws Exception {
    byte[] written = LayoutTest.write(Layout.ENTITY, new Stored(Entity.NEW, List.of()));
    written[0] = (byte) (EntityFormat.CURRENT + 1);
    assertThatThrownBy(() -> EntityFormat.read(new FrameReader(written)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format " + (EntityFormat.CURRENT + 1));
  }

  @SuppressWarnings("unchecked")
  private static <T> TypeSerializerSchemaCompatibility<T> resolve(
      Layout<T> now, TypeSerializerSnapshot<?> old) {
    return new LayoutSnapshot<>(now).resolveSchemaCompatibility((TypeSerializerSnapshot<T>) old);
  }

  /** A snapshot as another version of Lockstep might have written it. */
  private static LayoutSnapshot<?> snapshot(String name, int format) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(name);
    out.writeInt(format);
    LayoutSnapshot<?> snapshot = new LayoutSnapshot<>();
    snapshot.readSnapshot(
        1, new DataInputDeserializer(out.getCopyOfBuffer()), Layout.class.getClassLoader());
    return snapshot;
  }
}
