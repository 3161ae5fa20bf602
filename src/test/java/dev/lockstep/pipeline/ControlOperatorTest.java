package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.Incident;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The control input takes no part in event time: neither silent, nor busy, nor ended. */
@SuppressWarnings("try") // the harness says that closing it may be interrupted
final class ControlOperatorTest {
  private static OneInputStreamOperatorTestHarness<Decoded, Arrival> started() throws Exception {
    OneInputStreamOperatorTestHarness<Decoded, Arrival> harness =
        new OneInputStreamOperatorTestHarness<>(
            new ControlOperator(new Admission(1_000), Redactor.NONE));
    harness.setProcessingTime(100);
    harness.open();
    harness.setProcessingTime(101);
    return harness;
  }

  @Test
  void aSilentControlInputIsIdleFromTheStart() throws Exception {
    try (var harness = started()) {
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
    }
  }

  @Test
  void aBusyControlInputStaysIdle() throws Exception {
    try (var harness = started()) {
      harness.processWatermarkStatus(WatermarkStatus.ACTIVE);
      var control = QuarantineScenarios.operator("c", Verb.RELEASE, "a", "x");
      harness.processElement(new StreamRecord<>(control));
      harness.processWatermark(new Watermark(5));
      assertThat(harness.getOutput())
          .containsExactly(WatermarkStatus.IDLE, new StreamRecord<>(control));
    }
  }

  @Test
  void theEndOfTheControlInputIsNotTheEndOfTime() throws Exception {
    try (var harness = started()) {
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
    }
  }

  @Test
  void aCorrectedEventFromTheFutureIsRefusedAndReachesNoEntity() throws Exception {
    try (var harness = started()) {
      for (long time : new long[] {1_101, 1_102}) {
        Event corrected = Events.event("a", 1).at(time).build();
        var control = QuarantineScenarios.operator("c" + time, Verb.REPLACE, "a", "x", corrected);
        harness.processElement(new StreamRecord<>(control));
      }
      assertThat(harness.getOutput()).hasSize(2);
      Incident answer = harness.getSideOutput(Lanes.INCIDENTS).element().getValue();
      assertThat(answer.kind()).isEqualTo(Incident.Kind.CONTROL_REFUSED);
      assertThat(answer.detail())
          .isEqualTo(
              "the corrected event is not believed: time 1102 is more than 1000 ms after 101");
      assertThat(answer.facts().act()).extracting(each -> each.id()).isEqualTo("c1102");
    }
  }

  @Test
  void whatIsNoControlEventIsAnIncidentAndReachesNoEntity() throws Exception {
    try (var harness = started()) {
      Raw raw = new Raw(Bytes.utf8("?"), null, List.of(), new Origin("control", 0, 9));
      harness.processElement(new StreamRecord<>(new UnreadableControl(null, "c", "no verb", raw)));
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
      assertThat(
              harness.getSideOutput(Lanes.INCIDENTS).stream()
                  .map(each -> Lines.of(each.getValue())))
          .containsExactly("incident CONTROL_REFUSED ");
      Incident answer = harness.getSideOutput(Lanes.INCIDENTS).element().getValue();
      assertThat(answer.facts().controlId()).isEqualTo("c");
    }
  }
}
