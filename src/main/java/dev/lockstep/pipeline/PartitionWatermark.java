package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Moment;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/** The watermark of one partition. */
final class PartitionWatermark implements WatermarkGenerator<Decoded> {
  private final CriticalWatermarks rule;
  private final RelativeClock activity;
  private final LongSupplier wallMillis;
  private long highestMillis = Moment.UNKNOWN;
  private long lastRecordMillis;
  private boolean markedIdle;

  PartitionWatermark(CriticalWatermarks rule, RelativeClock activity, LongSupplier wallMillis) {
    this.rule = rule;
    this.activity = activity;
    this.wallMillis = wallMillis;
    this.lastRecordMillis = activity.relativeTimeMillis();
  }

  @Override
  public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
    lastRecordMillis = activity.relativeTimeMillis();
    markedIdle = false;
    if (decoded instanceof Event event
        && rule.admission().isBelieved(event, wallMillis.getAsLong())) {
      highestMillis = Math.max(highestMillis, event.timeMillis());
    }
  }

  /**
   * An idle partition holds no other back, yet its own watermark goes on: it is idle and active by
   * turns. If it were idle for good, a stream that is quiet everywhere would stand still, and what
   * it holds would wait for the limit instead of its patience.
   */
  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    long silentMillis = activity.relativeTimeMillis() - lastRecordMillis;
    boolean idle = silentMillis >= rule.idleAfterMillis();
    if (idle && (highestMillis == Moment.UNKNOWN || !markedIdle)) {
      markedIdle = true;
      output.markIdle();
    } else if (highestMillis != Moment.UNKNOWN) {
      markedIdle = false;
      output.emitWatermark(new Watermark(reachedMillis(silentMillis)));
    }
  }

  private long reachedMillis(long silentMillis) {
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
