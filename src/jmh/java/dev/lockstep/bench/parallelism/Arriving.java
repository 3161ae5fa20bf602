package dev.lockstep.bench.parallelism;

import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/** Makes events as the decoder of each spec makes them of the same records. */
final class Arriving implements GeneratorFunction<Long, Decoded> {
  private static final long serialVersionUID = 1L;
  private static final String CONSTANT = "ledger";

  private final Work work;
  private transient @Nullable Workload workload;

  Arriving(Work work) {
    this.work = work;
  }

  static Workload workload(Work work) {
    return Workload.of(Distribution.UNIFORM, work.entities(), work.events());
  }

  /** How many records there are: what stands in one order for all has no repeated ones. */
  static long total(Work work) {
    Workload workload = workload(work);
    return work.order() == Order.ALL ? workload.unique() : workload.total();
  }

  @Override
  public void open(SourceReaderContext context) {
    workload = workload(work);
  }

  @Override
  public Decoded map(Long index) {
    Workload stream = Objects.requireNonNull(workload);
    Event event = stream.event(stream.arrival(index), index);
    return switch (work.order()) {
      case ALL -> numbered(event, index + 1);
      case ENTITY -> event;
      case NONE -> new AnalyticsEvent(event.type(), null, event.raw());
    };
  }

  private static Event numbered(Event event, long number) {
    return new Event(
        CONSTANT,
        Long.toString(number),
        event.source(),
        event.type(),
        new Version.Single(number),
        event.timeMillis(),
        event.ranks(),
        event.delete(),
        event.contentHash(),
        event.data(),
        event.raw());
  }
}
