package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.PeerEvent;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A4b: a header per entity (last version, and a bit for each held version behind it) in one value,
 * the bodies of held events in a map that is touched only when the header says so.
 */
final class HeaderAndBodies extends KeyedProcessFunction<String, PeerEvent, PeerEvent> {
  private static final long serialVersionUID = 1L;

  /** Something is held further ahead than the bits reach. */
  private static final long FAR = Long.MIN_VALUE;

  private static final int BITS = 63;

  @SuppressWarnings("NullAway.Init") // Flink opens it first
  private transient ValueState<byte[]> header;

  @SuppressWarnings("NullAway.Init")
  private transient MapState<Long, PeerEvent> bodies;

  @Override
  public void open(OpenContext context) {
    var state = getRuntimeContext();
    header =
        state.getState(
            new ValueStateDescriptor<>(
                "header", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    bodies =
        state.getMapState(
            new MapStateDescriptor<>("bodies", Types.LONG, TypeInformation.of(PeerEvent.class)));
  }

  @Override
  public void processElement(PeerEvent event, Context context, Collector<PeerEvent> out)
      throws Exception {
    byte[] stored = header.value();
    long last = stored == null ? 0 : ByteBuffer.wrap(stored).getLong(0);
    long bits = stored == null || stored.length < 16 ? 0 : ByteBuffer.wrap(stored).getLong(8);
    if (event.version > last + 1) {
      hold(event, last, bits);
    } else if (event.version == last + 1) {
      out.collect(event);
      release(event.version, bits, out);
    }
  }

  private void hold(PeerEvent event, long last, long bits) throws Exception {
    long ahead = event.version - last - 2; // bit 0 is last + 2
    long bit = ahead < BITS ? 1L << ahead : FAR;
    if (bit == FAR || (bits & bit) == 0) {
      bodies.put(event.version, event);
      header.update(pack(last, bits | bit));
    }
  }

  private void release(long from, long held, Collector<PeerEvent> out) throws Exception {
    long last = from;
    long bits = held;
    while (bits != 0) {
      PeerEvent next = (bits & (1 | FAR)) != 0 ? bodies.get(last + 1) : null;
      bits = (bits & ~FAR) >>> 1 | (bits & FAR);
      if (next == null) {
        break;
      }
      out.collect(next);
      last++;
      bodies.remove(last);
      if (bits == FAR && bodies.isEmpty()) {
        bits = 0;
      }
    }
    header.update(pack(last, bits));
  }

  private static byte[] pack(long last, long bits) {
    return bits == 0
        ? ByteBuffer.allocate(8).putLong(last).array()
        : ByteBuffer.allocate(16).putLong(last).putLong(bits).array();
  }
}
