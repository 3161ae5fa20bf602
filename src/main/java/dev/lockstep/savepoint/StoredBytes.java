package dev.lockstep.savepoint;

import dev.lockstep.event.Bytes;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import java.io.IOException;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes entities as a savepoint holds them; for one thread. */
final class StoredBytes {
  private static final int FIRST_BYTES = 512;

  private final TypeSerializer<Stored> serializer = serializer();
  private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);

  static TypeSerializer<Stored> serializer() {
    return Layout.ENTITY
        .typeInformation()
        .createSerializer(new ExecutionConfig().getSerializerConfig());
  }

  Bytes of(Stored value) throws IOException {
    out.clear();
    serializer.serialize(value, out);
    return Bytes.of(out.getCopyOfBuffer());
  }
}
