package dev.lockstep.bench.operator;

import dev.lockstep.bench.logic.Compact;
import dev.lockstep.bench.workload.PeerEvent;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A4: all of an entity in one byte array, as in {@link Compact}. */
final class OneValue extends KeyedProcessFunction<String, PeerEvent, PeerEvent> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // Flink opens it first
  private transient ValueState<byte[]> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "entity", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(PeerEvent event, Context context, Collector<PeerEvent> out)
      throws IOException {
    byte[] before = state.value();
    byte[] after = Compact.apply(before, event, out::collect);
    if (after != before) {
      state.update(after);
    }
  }
}
