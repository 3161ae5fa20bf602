package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Identity;
import dev.lockstep.event.PlaceMarker;
import org.junit.jupiter.api.Test;

/** What is believed of a numbered analytics event: its place in any case, its time if it may be. */
final class AdmissionTest {
  private static final Admission ADMISSION = new Admission(1_000);

  private static PlaceMarker marker(long timeMillis) {
    return v(3).time(timeMillis).inAnalytics().markedAt(1);
  }

  @Test
  void aTimeThatIsNotAheadIsTheMarkers() {
    assertThat(ADMISSION.place(marker(6_000), 5_000)).isEqualTo(marker(6_000));
  }

  @Test
  void aTimeFurtherAheadThanIsBelievedIsNone() {
    Identity identity = marker(6_001).identity();
    Identity timeless =
        new Identity(
            identity.version(),
            identity.idHash(),
            identity.sourceHash(),
            identity.contentHash(),
            Long.MIN_VALUE);
    PlaceMarker marker = marker(6_001);
    assertThat(ADMISSION.place(marker, 5_000))
        .isEqualTo(new PlaceMarker(marker.entity(), marker.version(), timeless, marker.origin()));
  }
}
