package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;

/** Out-of-orderness 100 ms, quiet 1,000 ms, max-ahead 60,000 ms; the wall clock says 1,000,000. */
class CriticalWatermarksTest {
  private static final Raw RAW = new Raw(Bytes.EMPTY, null, List.of(), new Origin("test", 0, 0));

  private final ManualClock activity = new ManualClock();
  private final Recorder output = new Recorder();
  private long wallMillis = 1_000_000;

  private final CriticalWatermarks rule = rule(60_000);
  private WatermarkGenerator<Decoded> generator = rule.generator(activity, () -> wallMillis);

  private static CriticalWatermarks rule(long maxAheadMillis) {
    return new CriticalWatermarks(new Admission(maxAheadMillis), 100, 1_000);
  }

  @Test
  void nothingIsEmittedBeforeTheFirstEvent() {
    emit();
    passes(100_000);
    assertThat(emit()).isEmpty();
  }

  @Test
  void theWatermarkStaysBehindTheHighestTime() {
    arrives(event("a", 1).at(5_000).build());
    arrives(event("a", 2).at(4_000).build());
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void onlyCriticalEventsMoveIt() {
    arrives(event("a", 1).at(5_000).build());
    arrives(new AnalyticsEvent("PageViewed", null, RAW));
    arrives(new Undecodable(Flaw.UNREADABLE, "", null, null, RAW));
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void aClockThatIsNotBelievedMovesNothing() {
    arrives(event("a", 1).at(wallMillis + 60_001).build());
    assertThat(emit()).isEmpty();
    arrives(event("a", 2).at(5_000).build());
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void aQuietStreamGoesOnByTheActivityClock() {
    arrives(event("a", 1).at(5_000).build());
    passes(1_000);
    assertThat(emit()).containsExactly("4899");
    passes(1);
    assertThat(emit()).containsExactly("4900");
    passes(499);
    assertThat(emit()).containsExactly("5399");
  }

  @Test
  void backPressureIsNoQuiet() {
    arrives(event("a", 1).at(5_000).build());
    wallMillis += 50_000;
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void anyRecordEndsTheQuiet() {
    arrives(event("a", 1).at(5_000).build());
    passes(900);
    arrives(new AnalyticsEvent("PageViewed", null, RAW));
    passes(1_000);
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void aQuietStreamNeverGoesBeyondMaxAhead() {
    arrives(event("a", 1).at(wallMillis).build());
    passes(500_000);
    assertThat(emit()).containsExactly(Long.toString(wallMillis + 60_000));
  }

  @Test
  void theEndsOfTimeDoNotWrapRound() {
    arrives(event("a", 1).at(Long.MIN_VALUE + 1).build());
    assertThat(emit()).containsExactly(Long.toString(Long.MIN_VALUE));

    generator = rule(Long.MAX_VALUE).generator(activity, () -> wallMillis);
    arrives(event("a", 1).at(5_000).build());
    assertThat(emit()).containsExactly("4899");
    arrives(event("a", 2).at(Long.MAX_VALUE).build());
    passes(500_000);
    assertThat(emit())
        .as("the highest watermark would be the end of the input")
        .containsExactly(Long.toString(Long.MAX_VALUE - 1));
  }

  @Test
  void anIdlePartitionHoldsNoneBackAndStillGoesOn() {
    generator = rule.withIdleness(Duration.ofSeconds(3)).generator(activity, () -> wallMillis);
    arrives(event("a", 1).at(5_000).build());
    passes(2_999);
    assertThat(emit()).containsExactly("6898");
    passes(1);
    assertThat(emit()).containsExactly("idle");
    passes(200);
    assertThat(emit()).containsExactly("7099");
    passes(200);
    assertThat(emit()).containsExactly("idle");
    arrives(event("a", 2).at(8_000).build());
    assertThat(emit()).containsExactly("7899");
  }

  @Test
  void aPartitionThatNeverHadARecordIsIdle() {
    generator = rule.withIdleness(Duration.ofSeconds(3)).generator(activity, () -> wallMillis);
    passes(3_000);
    assertThat(emit()).containsExactly("idle");
    passes(200);
    assertThat(emit()).containsExactly("idle");
  }

  @Test
  void recordsThatAreNoCriticalEventsHoldNothingUp() {
    arrives(event("a", 1).at(5_000).build());
    for (int i = 0; i < 10; i++) {
      passes(500);
      arrives(new AnalyticsEvent("PageViewed", null, RAW), wallMillis);
      arrives(new Undecodable(Flaw.UNREADABLE, "", null, null, RAW), wallMillis - 999);
      Event ahead = event("a", 1).at(wallMillis + 60_001).build();
      arrives(ahead, ahead.timeMillis());
      emit();
    }
    assertThat(emit()).containsExactly("8899");
  }

  @Test
  void aPartitionOfSuchRecordsIsIdle() {
    generator = rule.withIdleness(Duration.ofSeconds(3)).generator(activity, () -> wallMillis);
    for (int i = 0; i < 6; i++) {
      arrives(new AnalyticsEvent("PageViewed", null, RAW), wallMillis);
      passes(500);
      emit();
    }
    assertThat(emit()).containsExactly("idle");
  }

  @Test
  void whatIsCaughtUpWithIsNotWaitedFor() {
    arrives(event("a", 1).at(5_000).build());
    for (int i = 0; i < 10; i++) {
      passes(500);
      arrives(new AnalyticsEvent("PageViewed", null, RAW), wallMillis - 1_001);
    }
    assertThat(emit()).containsExactly("4899");
  }

  @Test
  void aTaskThatStoodStillHasHeardNoSilence() {
    arrives(event("a", 1).at(5_000).build());
    activity.advanceTime(Duration.ofSeconds(40));
    assertThat(emit()).containsExactly("4899");
    passes(200);
    assertThat(emit()).as("it counts from here").containsExactly("5099");
  }

  private void arrives(Decoded decoded) {
    arrives(decoded, 0);
  }

  private void arrives(Decoded decoded, long timestamp) {
    generator.onEvent(decoded, timestamp, output);
  }

  /** The generator is asked each second, as Flink asks it five times as often. */
  private void passes(long millis) {
    long rest = millis;
    for (; rest > 1_000; rest -= 1_000) {
      activity.advanceTime(Duration.ofSeconds(1));
      emit();
    }
    activity.advanceTime(Duration.ofMillis(rest));
  }

  private List<String> emit() {
    output.lines.clear();
    generator.onPeriodicEmit(output);
    return output.lines;
  }

  /** Keeps what was emitted. */
  private static final class Recorder implements WatermarkOutput {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      lines.add(Long.toString(watermark.getTimestamp()));
    }

    @Override
    public void markIdle() {
      lines.add("idle");
    }

    @Override
    public void markActive() {
      lines.add("active");
    }
  }
}
