package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Entity.Timers;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.streaming.api.operators.TestInternalTimerService;
import org.junit.jupiter.api.Test;

class EntityTimersTest {
  private final OneKey key = new OneKey();
  private final TestInternalTimerService<String, VoidNamespace> flink =
      new TestInternalTimerService<>(key);
  private final EntityTimers timers = new EntityTimers(new CurrentKey(key), flink);

  @Test
  void aReplacedTimerIsDeleted() {
    timers.set("a", Timers.OFF, new Timers(10, 20));
    timers.set("a", new Timers(10, 20), new Timers(5, 15));
    assertThat(flink.numEventTimeTimers()).isEqualTo(1);
    assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
    timers.set("a", new Timers(5, 15), Timers.OFF);
    assertThat(flink.numEventTimeTimers()).isZero();
    assertThat(flink.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aTimerThatFiredMayBeWantedForTheSameTimeAgain() throws Exception {
    timers.set("a", Timers.OFF, new Timers(10, 20));
    flink.advanceWatermark(10);
    flink.advanceProcessingTime(20);
    timers.set("a", Timers.OFF, new Timers(10, 20));
    assertThat(flink.numEventTimeTimers()).isEqualTo(1);
    assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
  }

  /** One key for all. */
  private static final class OneKey implements KeyContext {
    @Override
    public void setCurrentKey(Object key) {}

    @Override
    public Object getCurrentKey() {
      return "a";
    }
  }
}
