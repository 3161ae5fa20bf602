package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.Admission.Way;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.Verdict;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends each record the way that {@link Admission} decides, and counts it. */
@SuppressWarnings("NullAway.Init") // Flink initializes and opens before anything else
final class LaneFunction extends ProcessFunction<Decoded, Arrival> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final Plan plan;
  private transient Counts counts;
  private transient KeptIdentity identity;
  private transient TallyAccumulator total;
  private transient SecondsDoubt doubt;

  LaneFunction(Plan plan) {
    this.plan = plan;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    counts =
        Counts.restore(
            context.getOperatorStateStore(), subtask, getRuntimeContext().getMetricGroup());
    identity = KeptIdentity.restore(context.getOperatorStateStore(), subtask, plan.identity());
  }

  @Override
  public void open(OpenContext context) {
    doubt = new SecondsDoubt();
    total = new TallyAccumulator();
    getRuntimeContext().addAccumulator(TallyAccumulator.NAME, total);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counts.save();
    identity.save();
  }

  @Override
  public void close() {
    if (total != null) {
      total.add(counts.tally());
    }
  }

  @Override
  public void processElement(Decoded decoded, Context context, Collector<Arrival> out) {
    Admission admission = plan.admission();
    long nowMillis = context.timerService().currentProcessingTime();
    Way way = admission.way(decoded, nowMillis);
    counts.received(way.isEvent() ? 1 : 0);
    switch (way) {
      case CRITICAL -> order((Event) decoded, nowMillis, out);
      case ANALYTICS -> pass((AnalyticsEvent) decoded, nowMillis, context, out);
      case UNDECODABLE -> setAside((Undecodable) decoded, nowMillis, context);
      case FUTURE -> setAside(admission.future((Event) decoded, nowMillis), nowMillis, context);
      case CONTROL -> out.collect((ControlEvent) decoded);
      case REFUSED_CONTROL ->
          context.output(
              Lanes.INCIDENTS, plan.redactor().of(admission.refused(decoded, nowMillis)));
    }
  }

  private void order(Event event, long nowMillis, Collector<Arrival> out) {
    doubt.look(event, nowMillis);
    out.collect(event);
  }

  private void pass(AnalyticsEvent event, long nowMillis, Context context, Collector<Arrival> out) {
    counts.verdict(Verdict.PASSED);
    context.output(Lanes.ANALYTICS, event);
    if (plan.allRulings()) {
      context.output(Lanes.RULINGS, Ruling.of(event));
    }
    PlaceMarker marker = event.marker();
    if (marker != null) {
      out.collect(plan.admission().place(marker, nowMillis));
    }
  }

  private void setAside(Undecodable record, long nowMillis, Context context) {
    counts.verdict(Verdict.MALFORMED);
    context.output(Lanes.DEAD_LETTERS, plan.redactor().of(DeadLetter.of(record, nowMillis)));
    context.output(Lanes.RULINGS, plan.redactor().of(Ruling.of(record)));
  }

  private void setAside(Judged judged, long nowMillis, Context context) {
    counts.verdict(judged.verdict());
    context.output(Lanes.DEAD_LETTERS, plan.redactor().of(DeadLetter.of(judged, nowMillis)));
    context.output(Lanes.RULINGS, plan.redactor().of(Ruling.of(judged)));
  }
}
