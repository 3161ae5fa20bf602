package dev.lockstep.bench.operator;

import dev.lockstep.bench.measure.Stopwatch;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What source and sink of the one measurement of this process share.
 *
 * <p>Flink copies what it is given through serialization, and a measurement wants the very object.
 */
public record Stage(Workload workload, Oracle oracle, Stopwatch stopwatch) {
  private static volatile @Nullable Stage current;

  /** Sets the stage of a measurement that is about to begin. */
  public static Stage set(Workload workload) {
    Stage stage = new Stage(workload, new Oracle(workload), new Stopwatch(workload.total()));
    current = stage;
    return stage;
  }

  /** The stage of the measurement that is on. */
  public static Stage current() {
    return Objects.requireNonNull(current, "nothing is being measured");
  }
}
