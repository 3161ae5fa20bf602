package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Admission;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * Watermarks that only believed events of the critical lane move, and that go on by themselves on a
 * quiet stream.
 *
 * @param admission which clocks are believed
 * @param outOfOrdernessMillis how far the watermark stays behind the highest time
 * @param quietMillis how long a partition is silent before its watermark goes on
 * @param idleAfterMillis how long a partition is silent before the others stop waiting for it;
 *     {@link Long#MAX_VALUE} for never
 */
public record CriticalWatermarks(
    Admission admission, long outOfOrdernessMillis, long quietMillis, long idleAfterMillis)
    implements WatermarkStrategy<Decoded>, Serializable {

  /** Watermarks of partitions that are never idle. */
  public CriticalWatermarks(Admission admission, long outOfOrdernessMillis, long quietMillis) {
    this(admission, outOfOrdernessMillis, quietMillis, Long.MAX_VALUE);
  }

  /**
   * Flink's own wrapper would silence an idle partition, and with it a stream that is all quiet.
   */
  @Override
  public CriticalWatermarks withIdleness(Duration idleAfter) {
    return new CriticalWatermarks(
        admission, outOfOrdernessMillis, quietMillis, idleAfter.toMillis());
  }

  @Override
  public TimestampAssigner<Decoded> createTimestampAssigner(
      TimestampAssignerSupplier.Context context) {
    return (decoded, recordMillis) ->
        decoded instanceof Event event ? event.timeMillis() : recordMillis;
  }

  @Override
  public WatermarkGenerator<Decoded> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return generator(context.getInputActivityClock(), System::currentTimeMillis);
  }

  /** The activity clock stands still under back-pressure, the wall clock never. */
  WatermarkGenerator<Decoded> generator(RelativeClock activity, LongSupplier wallMillis) {
    return new PartitionWatermark(this, activity, wallMillis);
  }
}
