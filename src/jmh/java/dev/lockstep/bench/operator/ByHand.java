package dev.lockstep.bench.operator;

import dev.lockstep.bench.workload.PeerEvent;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** The operators that one would write by hand. */
public final class ByHand {
  private ByHand() {}

  /** The operator of a subject that is one. */
  public static KeyedProcessFunction<String, PeerEvent, PeerEvent> operator(Subject subject) {
    return switch (subject) {
      case A1 -> new PassThrough();
      case A2 -> new OneLong();
      case A3 -> new ThreeStates();
      case A4 -> new OneValue();
      case A4B -> new HeaderAndBodies();
      case A0, LOCKSTEP, LOCKSTEP_ALL ->
          throw new IllegalArgumentException(subject + " is no operator written by hand");
    };
  }
}
