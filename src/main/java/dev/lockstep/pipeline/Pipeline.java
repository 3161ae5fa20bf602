package dev.lockstep.pipeline;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Decoded;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The way of the events: lanes, entities, outputs. */
public final class Pipeline {
  private Pipeline() {}

  /**
   * Lays the way of decoded records.
   *
   * @param decoded the records, with their watermarks
   * @param plan what the operators need to know
   * @param parallelism of the keyed operator
   */
  public static Streams assemble(
      SingleOutputStreamOperator<Decoded> decoded, Plan plan, int parallelism) {
    SingleOutputStreamOperator<Arrival> lanes =
        decoded
            .process(new LaneFunction(plan), Layout.ARRIVAL.typeInformation())
            .name("lanes")
            .uid(Uids.LANES)
            .setParallelism(decoded.getParallelism());
    var reconciled =
        lanes
            .keyBy(Arrival::entity, Types.STRING)
            .transform("reconcile", Layout.CHANGE.typeInformation(), new ReconcileOperator(plan))
            .uid(Uids.RECONCILE)
            .setParallelism(parallelism);
    return new Streams(
        reconciled,
        lanes.getSideOutput(Lanes.ANALYTICS),
        lanes.getSideOutput(Lanes.DEAD_LETTERS).union(reconciled.getSideOutput(Lanes.DEAD_LETTERS)),
        reconciled.getSideOutput(Lanes.INCIDENTS),
        lanes.getSideOutput(Lanes.RULINGS).union(reconciled.getSideOutput(Lanes.RULINGS)));
  }
}
