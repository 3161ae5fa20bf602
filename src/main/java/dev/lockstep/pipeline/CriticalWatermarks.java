package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Admission;
import java.io.Serializable;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks that only believed events of the critical lane move, and that go on by themselves on a
 * quiet stream.
 *
 * @param admission which clocks are believed
 * @param outOfOrdernessMillis how far the watermark stays behind the highest time
 * @param quietMillis how long a stream is without records before its watermark goes on
 */
public record CriticalWatermarks(Admission admission, long outOfOrdernessMillis, long quietMillis)
    implements WatermarkStrategy<Decoded>, Serializable {

  @Override
  public TimestampAssigner<Decoded> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (decoded, recordMillis) ->
        decoded instanceof Event event ? event.timeMillis() : recordMillis;
  }

  @Override
  public WatermarkGenerator<Decoded> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator(this, context.getInputActivityClock());
  }

  /** The state of one partition's watermark. */
  private static final class Generator implements WatermarkGenerator<Decoded> {
    private final CriticalWatermarks rule;
    private final RelativeClock activity;
    private long highestMillis = Long.MIN_VALUE;
    private long lastRecordMillis;

    Generator(CriticalWatermarks rule, RelativeClock activity) {
      this.rule = rule;
      this.activity = activity;
      this.lastRecordMillis = activity.relativeTimeMillis();
    }

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      lastRecordMillis = activity.relativeTimeMillis();
      if (decoded instanceof Event event
          && rule.admission.isBelieved(event, System.currentTimeMillis())) {
        highestMillis = Math.max(highestMillis, event.timeMillis());
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (highestMillis == Long.MIN_VALUE) {
        return;
      }
      long silentMillis = activity.relativeTimeMillis() - lastRecordMillis;
      long goesOnMillis = Math.max(0, silentMillis - rule.quietMillis);
      long limit = System.currentTimeMillis() + rule.admission.maxAheadMillis();
      long reached = highestMillis - rule.outOfOrdernessMillis - 1 + goesOnMillis;
      output.emitWatermark(new Watermark(Math.min(reached, limit)));
    }
  }
}
