package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.PeerEvent;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A1: by key, and nothing is kept. */
final class PassThrough extends KeyedProcessFunction<String, PeerEvent, PeerEvent> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(PeerEvent event, Context context, Collector<PeerEvent> out) {
    out.collect(event);
  }
}
