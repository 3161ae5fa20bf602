package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.WorstWait.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorstWaitTest {
  private static final Duration NONE = Duration.ZERO;

  @Test
  void aGapThatIsNotGivenUpIsWaitedForForEver() {
    assertThat(of("order: {on-gap: wait}"))
        .isEqualTo(new WorstWait(Kind.FOR_EVER, null, null, null));
  }

  @Test
  void patienceIsTheWaitAndHowFarTheWatermarkIsBehindAndTheLongestSilence() {
    String times = "watermarks: {out-of-orderness: 2s, idle-after: 50s, quiet: 7s, max-ahead: 3m}";

    assertThat(of("order: {on-gap: skip, wait: 20s}\n" + times))
        .isEqualTo(new WorstWait(Kind.PATIENCE, seconds(22), seconds(72), seconds(180)));
    assertThat(of("order: {on-gap: dead-letter, wait: 20s}\n" + times.replace("7s", "70s")))
        .isEqualTo(new WorstWait(Kind.PATIENCE, seconds(22), seconds(92), seconds(180)));
  }

  @Test
  void underFirstSeenOnlyTheBeginningIsBound() {
    assertThat(of("order: {starts-at: first-seen, wait: 20s}"))
        .isEqualTo(
            new WorstWait(Kind.FOR_EVER_AFTER_BEGINNING, seconds(25), seconds(55), seconds(300)));
  }

  @Test
  void byTimeTheWatermarkAloneCounts() {
    assertThat(of("order: {by: time, wait: 20s}"))
        .isEqualTo(new WorstWait(Kind.WATERMARK, seconds(5), seconds(35), seconds(300)));
  }

  @Test
  void otherwiseNothingIsHeld() {
    WorstWait none = new WorstWait(Kind.NOTHING_IS_HELD, NONE, NONE, NONE);

    assertThat(of("order: {by: latest}")).isEqualTo(none);
    assertThat(of("order: {by: arrival}")).isEqualTo(none);
  }

  private static WorstWait of(String more) {
    return WorstWait.of(
        Specs.spec("name: a\nevent: {entity: /e, id: /i, version: /v, time: /t}\n" + more));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
