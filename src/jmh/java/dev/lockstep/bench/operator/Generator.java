package dev.lockstep.bench.operator;

import dev.lockstep.bench.measure.Stopwatch;
import dev.lockstep.bench.workload.PeerEvent;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.event.Decoded;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/** Makes the events of the stage's workload, as each side has them. */
public abstract sealed class Generator<T> implements GeneratorFunction<Long, T> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable Stage stage;

  @Override
  public void open(SourceReaderContext context) {
    stage = Stage.current();
  }

  @Override
  public T map(Long index) {
    Stage here = Objects.requireNonNull(stage);
    Stopwatch stopwatch = here.stopwatch();
    stopwatch.tick();
    return make(here.workload(), index);
  }

  abstract T make(Workload workload, long index);

  /** For the peers. */
  public static final class Peers extends Generator<PeerEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    PeerEvent make(Workload workload, long index) {
      return workload.peerEvent(workload.arrival(index));
    }
  }

  /** For Lockstep: what its decoder makes of a record. */
  public static final class Decoding extends Generator<Decoded> {
    private static final long serialVersionUID = 1L;

    @Override
    Decoded make(Workload workload, long index) {
      return workload.event(workload.arrival(index), index);
    }
  }
}
