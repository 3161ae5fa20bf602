package dev.lockstep.pipeline;

import dev.lockstep.state.Tally;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** The tallies of all subtasks at the end of a bounded job, summed for the job's result. */
public final class TallyAccumulator implements SimpleAccumulator<Tally> {
  /** The name of the accumulator in the job's result. */
  public static final String NAME = "lockstep-tally";

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, Long> counts = new TreeMap<>();

  @Override
  public void add(Tally value) {
    value.counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
  }

  @Override
  public Tally getLocalValue() {
    return new Tally(counts);
  }

  @Override
  public void resetLocal() {
    counts.clear();
  }

  @Override
  public void merge(Accumulator<Tally, Tally> other) {
    add(other.getLocalValue());
  }

  @Override
  public Accumulator<Tally, Tally> clone() {
    TallyAccumulator copy = new TallyAccumulator();
    copy.add(getLocalValue());
    return copy;
  }
}
