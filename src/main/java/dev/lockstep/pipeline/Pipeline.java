package dev.lockstep.pipeline;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Decoded;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/** The way of the events: lanes, entities, outputs. */
public final class Pipeline {
  private Pipeline() {}

  /**
   * Lays the way of decoded records.
   *
   * @param decoded the records, with their watermarks; control events may be among them
   * @param controls the control input, null when there is none
   * @param plan what the operators need to know
   * @param parallelism of the keyed operator
   */
  public static Streams assemble(
      SingleOutputStreamOperator<Decoded> decoded,
      @Nullable DataStream<Decoded> controls,
      Plan plan,
      int parallelism) {
    SingleOutputStreamOperator<Arrival> lanes =
        decoded
            .process(new LaneFunction(plan), Layout.ARRIVAL.typeInformation())
            .name("lanes")
            .uid(Uids.LANES)
            .setParallelism(decoded.getParallelism());
    SingleOutputStreamOperator<Arrival> operators =
        controls == null ? null : controls(controls, plan);
    var reconciled =
        (operators == null ? lanes : lanes.union(operators))
            .keyBy(Arrival::entity, Types.STRING)
            .transform("reconcile", Layout.CHANGE.typeInformation(), new ReconcileOperator(plan))
            .uid(Uids.RECONCILE)
            .setParallelism(parallelism);
    DataStream<Incident> incidents = reconciled.getSideOutput(Lanes.INCIDENTS);
    DataStream<Incident> refused =
        operators == null
            ? lanes.getSideOutput(Lanes.INCIDENTS)
            : operators.getSideOutput(Lanes.INCIDENTS);
    return new Streams(
        reconciled,
        lanes.getSideOutput(Lanes.ANALYTICS),
        lanes.getSideOutput(Lanes.DEAD_LETTERS).union(reconciled.getSideOutput(Lanes.DEAD_LETTERS)),
        incidents.union(refused),
        reconciled.getSideOutput(Lanes.QUARANTINE),
        lanes.getSideOutput(Lanes.RULINGS).union(reconciled.getSideOutput(Lanes.RULINGS)));
  }

  private static SingleOutputStreamOperator<Arrival> controls(
      DataStream<Decoded> controls, Plan plan) {
    return controls
        .transform(
            "controls",
            Layout.ARRIVAL.typeInformation(),
            new ControlOperator(plan.admission(), plan.redactor()))
        .uid(Uids.CONTROLS)
        .setParallelism(controls.getParallelism());
  }
}
