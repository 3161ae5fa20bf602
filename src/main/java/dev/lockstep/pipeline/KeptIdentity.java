package dev.lockstep.pipeline;

import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The job's identity, kept with its state: another job is refused, at once and without retries.
 *
 * <p>A union list, of which the first subtask keeps all; what is not known any more stays known.
 */
final class KeptIdentity {
  private final ListState<JobIdentity> state;
  private final List<JobIdentity> kept;

  private KeptIdentity(ListState<JobIdentity> state, List<JobIdentity> kept) {
    this.state = state;
    this.kept = kept;
  }

  static KeptIdentity restore(OperatorStateStore store, int subtask, JobIdentity ours)
      throws Exception {
    ListState<JobIdentity> state =
        store.getUnionListState(
            new ListStateDescriptor<>(Uids.IDENTITY_STATE, Layout.IDENTITY.typeInformation()));
    JobIdentity saved = JobIdentity.UNKNOWN;
    for (JobIdentity each : state.get()) {
      saved = saved.plus(each);
    }
    List<String> differences = saved.differences(ours);
    if (!differences.isEmpty()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "the state is that of another job: " + String.join("; ", differences)));
    }
    return new KeptIdentity(state, subtask == 0 ? List.of(saved.plus(ours)) : List.of());
  }

  void save() throws Exception {
    state.update(kept);
  }
}
