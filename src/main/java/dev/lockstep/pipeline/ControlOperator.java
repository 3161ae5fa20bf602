package dev.lockstep.pipeline;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.Incident;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Sends control events to their entities, and keeps event time out of it. The control input is idle
 * from the start and for ever: no watermark of it passes, not even the last one of a bounded input,
 * since it would end the patience of every entity while the events are idle.
 */
final class ControlOperator extends AbstractStreamOperator<Arrival>
    implements OneInputStreamOperator<Decoded, Arrival> {
  private static final long serialVersionUID = 1L;

  private final Admission admission;
  private final Redactor redactor;

  ControlOperator(Admission admission, Redactor redactor) {
    this.admission = admission;
    this.redactor = redactor;
  }

  @Override
  public void open() throws Exception {
    super.open();
    var time = getProcessingTimeService();
    var unused =
        time.registerTimer(
            time.getCurrentProcessingTime(),
            now -> output.emitWatermarkStatus(WatermarkStatus.IDLE));
  }

  @Override
  public void processElement(StreamRecord<Decoded> element) {
    Decoded decoded = element.getValue();
    long nowMillis = getProcessingTimeService().getCurrentProcessingTime();
    switch (admission.way(decoded, nowMillis)) {
      case CONTROL -> output.collect(new StreamRecord<>((ControlEvent) decoded));
      case REFUSED_CONTROL -> {
        Incident answer = redactor.of(admission.refused(decoded, nowMillis));
        output.collect(Lanes.INCIDENTS, new StreamRecord<>(answer));
      }
      case CRITICAL, ANALYTICS, UNDECODABLE, FUTURE -> throw new AssertionError(decoded);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) {}

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
