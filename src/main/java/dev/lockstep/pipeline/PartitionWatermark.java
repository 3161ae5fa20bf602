package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Moment;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * The watermark of one partition. It is silent as long as no critical event comes that is believed.
 * Other records are no sign of one, unless they are old: then the partition is being caught up
 * with, and what lies behind them is old too.
 */
final class PartitionWatermark implements WatermarkGenerator<Decoded> {
  /** Flink asks more often than this, unless it is set otherwise. */
  private static final long LOOKS_EVERY_MILLIS = 1_000;

  private final CriticalWatermarks rule;
  private final RelativeClock activity;
  private final LongSupplier wallMillis;
  private long highestMillis = Moment.UNKNOWN;
  private long lookedMillis;
  private long silentMillis;
  private boolean markedIdle;

  PartitionWatermark(CriticalWatermarks rule, RelativeClock activity, LongSupplier wallMillis) {
    this.rule = rule;
    this.activity = activity;
    this.wallMillis = wallMillis;
    this.lookedMillis = activity.relativeTimeMillis();
  }

  @Override
  public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
    long nowMillis = wallMillis.getAsLong();
    boolean moves = decoded instanceof Event event && rule.admission().isBelieved(event, nowMillis);
    if (moves) {
      highestMillis = Math.max(highestMillis, ((Event) decoded).timeMillis());
    }
    if (moves || timestamp < saturated(nowMillis, -rule.quietMillis())) {
      lookedMillis = activity.relativeTimeMillis();
      silentMillis = 0;
      markedIdle = false;
    }
  }

  /**
   * An idle partition holds no other back, yet its own watermark goes on: it is idle and active by
   * turns. If it were idle for good, a stream that is quiet everywhere would stand still, and what
   * it holds would wait for the limit instead of its patience.
   */
  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    look();
    boolean idle = silentMillis >= rule.idleAfterMillis();
    if (idle && (highestMillis == Moment.UNKNOWN || !markedIdle)) {
      markedIdle = true;
      output.markIdle();
    } else if (highestMillis != Moment.UNKNOWN) {
      markedIdle = false;
      output.emitWatermark(new Watermark(reachedMillis()));
    }
  }

  /** Who has not looked for long was kept from it, and from reading too: that is no silence. */
  private void look() {
    long nowMillis = activity.relativeTimeMillis();
    long atMost = Math.max(LOOKS_EVERY_MILLIS, rule.quietMillis());
    silentMillis += Math.min(nowMillis - lookedMillis, atMost);
    lookedMillis = nowMillis;
  }

  private long reachedMillis() {
    long behind = saturated(highestMillis, -rule.outOfOrdernessMillis() - 1);
    long reached = saturated(behind, Math.max(0, silentMillis - rule.quietMillis()));
    long limit = saturated(wallMillis.getAsLong(), rule.admission().maxAheadMillis());
    return Math.min(Math.min(reached, limit), Moment.END - 1);
  }

  /** A sum that stops at the ends of time: wrapped round, it would end the input. */
  private static long saturated(long timeMillis, long durationMillis) {
    long sum = timeMillis + durationMillis;
    boolean wrapped = ((timeMillis ^ sum) & (durationMillis ^ sum)) < 0;
    return wrapped ? (durationMillis < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
