package dev.lockstep.pipeline;

import dev.lockstep.reconcile.Moment;
import dev.lockstep.state.Uids;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * The times that an operator decides at. Flink does not checkpoint the watermark, so the last one
 * is kept in operator state: a restored job knows from the first event how far it had come.
 */
final class Clocks {
  private final ProcessingTimeService time;
  private final ListState<Long> state;
  private final long startedMillis;
  private long watermark;
  private long watermarkMovedMillis;
  private Moment moment;

  private Clocks(ProcessingTimeService time, ListState<Long> state, long watermark) {
    this.time = time;
    this.state = state;
    this.watermark = watermark;
    this.startedMillis = time.getCurrentProcessingTime();
    this.watermarkMovedMillis = startedMillis;
    this.moment = new Moment(watermark, startedMillis, startedMillis, startedMillis, 0);
  }

  /**
   * On another number of subtasks all know the lowest watermark that any of them had seen. The end
   * of all input, which a savepoint knows of that drained its job, is none: more has come.
   */
  static Clocks restore(OperatorStateStore store, ProcessingTimeService time) throws Exception {
    ListState<Long> state =
        store.getUnionListState(new ListStateDescriptor<>(Uids.WATERMARK_STATE, Types.LONG));
    long lowest = Moment.END;
    for (long seen : state.get()) {
      lowest = Math.min(lowest, seen);
    }
    return new Clocks(time, state, lowest == Moment.END ? Moment.UNKNOWN : lowest);
  }

  void advance(long to) {
    if (to > watermark) {
      watermark = to;
      watermarkMovedMillis = time.getCurrentProcessingTime();
    }
  }

  long watermark() {
    return watermark;
  }

  long nowMillis() {
    return time.getCurrentProcessingTime();
  }

  /** The present moment; it is the same object as long as nothing moved. */
  Moment moment(int quarantined) {
    long now = time.getCurrentProcessingTime();
    if (now != moment.nowMillis()
        || watermark != moment.watermark()
        || quarantined != moment.quarantined()) {
      moment = new Moment(watermark, now, startedMillis, watermarkMovedMillis, quarantined);
    }
    return moment;
  }

  void save() throws Exception {
    state.update(List.of(watermark));
  }
}
