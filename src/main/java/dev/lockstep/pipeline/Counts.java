package dev.lockstep.pipeline;

import dev.lockstep.reconcile.Verdict;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Tally;
import dev.lockstep.state.Uids;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * What one subtask counts, kept in operator state: after a restart, or on another number of
 * subtasks, the sum over all of them goes on. Each count is a metric of the group {@code lockstep}.
 *
 * <p>The state is a union list, of which the first subtask takes all. From a plain list Flink drops
 * what a subtask counted that is finished while others still run, as happens on a bounded input; a
 * union list it keeps whole, at the price of no checkpoint from there to the end of the input.
 */
final class Counts {
  private final SimpleCounter received = new SimpleCounter();
  private final SimpleCounter held = new SimpleCounter();
  private final SimpleCounter parked = new SimpleCounter();
  private final EnumMap<Verdict, SimpleCounter> verdicts = new EnumMap<>(Verdict.class);
  private final ListState<Tally> state;

  private Counts(ListState<Tally> state) {
    this.state = state;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, new SimpleCounter());
    }
  }

  static Counts restore(OperatorStateStore store, int subtask, MetricGroup metrics)
      throws Exception {
    ListState<Tally> state =
        store.getUnionListState(
            new ListStateDescriptor<>(Uids.TALLY_STATE, Layout.TALLY.typeInformation()));
    Counts counts = new Counts(state);
    if (subtask == 0) {
      state.get().forEach(counts::add);
    }
    counts.register(metrics.addGroup("lockstep"));
    return counts;
  }

  private void add(Tally tally) {
    received.inc(tally.get(Tally.RECEIVED));
    held.inc(tally.get(Tally.HELD));
    parked.inc(tally.get(Tally.PARKED));
    verdicts.forEach((verdict, counter) -> counter.inc(tally.get(verdict)));
  }

  private void register(MetricGroup metrics) {
    metrics.counter(Tally.RECEIVED, received);
    metrics.counter(Tally.HELD, held);
    metrics.counter(Tally.PARKED, parked);
    verdicts.forEach(
        (verdict, counter) -> metrics.counter(verdict.name().toLowerCase(Locale.ROOT), counter));
  }

  /** Takes in so many events: of the source, or an operator's corrections. */
  void received(int more) {
    received.inc(more);
  }

  void verdict(Verdict verdict) {
    Objects.requireNonNull(verdicts.get(verdict)).inc();
  }

  void held(int delta) {
    held.inc(delta);
  }

  /** Of what is held, so many more are of quarantined entities. */
  void parked(int delta) {
    parked.inc(delta);
  }

  Tally tally() {
    Map<String, Long> counts = new TreeMap<>();
    counts.put(Tally.RECEIVED, received.getCount());
    counts.put(Tally.HELD, held.getCount());
    counts.put(Tally.PARKED, parked.getCount());
    verdicts.forEach((verdict, counter) -> counts.put(verdict.name(), counter.getCount()));
    return new Tally(counts);
  }

  void save() throws Exception {
    state.update(List.of(tally()));
  }
}
