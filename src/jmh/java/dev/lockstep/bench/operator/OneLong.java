package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.PeerEvent;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A2: one long read and written per event, the least that a stateful operator can do. */
final class OneLong extends KeyedProcessFunction<String, PeerEvent, PeerEvent> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // Flink opens it first
  private transient ValueState<Long> count;

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public void processElement(PeerEvent event, Context context, Collector<PeerEvent> out)
      throws IOException {
    Long before = count.value();
    count.update(before == null ? 1 : before + 1);
    out.collect(event);
  }
}
