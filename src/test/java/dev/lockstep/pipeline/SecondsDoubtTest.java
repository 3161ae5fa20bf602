package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsDoubtTest {
  private static final long NOW = Instant.parse("2026-11-21T12:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T12:00:00Z", "2017-01-01T00:00:00Z", "2036-01-01T00:00:00Z"})
  void aTimeOfOurDaysInSecondsIsDoubted(Instant time) {
    assertThat(SecondsDoubt.looksLikeSeconds(time.getEpochSecond(), NOW)).isTrue();
    assertThat(SecondsDoubt.looksLikeSeconds(time.toEpochMilli(), NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1_700_000_000, 0, 5, 999_999_999, 5_000_000_000L})
  void aClockOfItsOwnIsNot(long time) {
    assertThat(SecondsDoubt.looksLikeSeconds(time, NOW)).isFalse();
  }

  @Test
  void noTimeIsTooLargeToBeLookedAt() {
    assertThat(SecondsDoubt.looksLikeSeconds(Long.MAX_VALUE, NOW)).isFalse();
  }
}
