package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import java.util.List;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

/**
 * What goes on to an entity of a numbered analytics event. Max-ahead 1,000,000; the clock says
 * 5,000.
 */
@SuppressWarnings("try") // Flink: what is closed may be interrupted
final class LaneFunctionTest {
  private static final Origin ORIGIN = new Origin("test", 0, 1);

  private static PlaceMarker marker(long timeMillis) {
    Version version = new Version.Single(3);
    Identity identity = Identity.of(version, "test", "a-3", 7, timeMillis);
    return new PlaceMarker("a", version, identity, ORIGIN);
  }

  private static List<Arrival> sent(PlaceMarker marker) throws Exception {
    Plan plan = Policies.byVersion().plan();
    try (OneInputStreamOperatorTestHarness<Decoded, Arrival> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new LaneFunction(plan))) {
      harness.setProcessingTime(5_000);
      Raw raw = new Raw(Bytes.EMPTY, null, List.of(), ORIGIN);
      harness.processElement(new AnalyticsEvent("Viewed", marker, raw), 0);
      return harness.extractOutputValues();
    }
  }

  @Test
  void itsMarkerHasItsTime() throws Exception {
    assertThat(sent(marker(1_005_000))).containsExactly(marker(1_005_000));
  }

  @Test
  void aMarkerOfAClockThatIsNotBelievedHasNoTime() throws Exception {
    assertThat(sent(marker(1_005_001))).containsExactly(marker(Long.MIN_VALUE));
  }
}
