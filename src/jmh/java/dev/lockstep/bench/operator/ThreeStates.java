package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.PeerEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A3: what one writes first. The seen ids are kept for ever. */
final class ThreeStates extends KeyedProcessFunction<String, PeerEvent, PeerEvent> {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // Flink opens it first
  private transient ValueState<Long> last;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<Long, PeerEvent> held;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<String, Boolean> seen;

  @Override
  public void open(OpenContext context) {
    var state = getRuntimeContext();
    last = state.getState(new ValueStateDescriptor<>("last", Types.LONG));
    held =
        state.getMapState(
            new MapStateDescriptor<>("held", Types.LONG, TypeInformation.of(PeerEvent.class)));
    seen = state.getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN));
  }

  @Override
  public void processElement(PeerEvent event, Context context, Collector<PeerEvent> out)
      throws Exception {
    if (seen.contains(event.eventId)) {
      return;
    }
    seen.put(event.eventId, true);
    Long stored = last.value();
    long version = stored == null ? 0 : stored;
    if (event.version > version + 1) {
      held.put(event.version, event);
    } else if (event.version == version + 1) {
      out.collect(event);
      last.update(release(event.version, out));
    }
  }

  private long release(long from, Collector<PeerEvent> out) throws Exception {
    long version = from;
    PeerEvent next = held.get(version + 1);
    while (next != null) {
      out.collect(next);
      version++;
      held.remove(version);
      next = held.get(version + 1);
    }
    return version;
  }
}
