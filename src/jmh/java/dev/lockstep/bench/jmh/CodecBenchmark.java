package dev.lockstep.bench.jmh;

import dev.lockstep.bench.kafka.EventJson;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.codec.AppliedLine;
import dev.lockstep.codec.Decoder;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.job.JobParts;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.state.Layout;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one event costs where bytes become values, and values bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class CodecBenchmark {
  private static final int EVENTS = 1 << 10;

  private final Decoder decoder = Decoder.of(JobParts.fields(PlainJob.spec()));
  private final TypeSerializer<Arrival> serializer =
      Layout.ARRIVAL.typeInformation().createSerializer(new SerializerConfigImpl());
  private final DataOutputSerializer out = new DataOutputSerializer(1 << 12);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final Raw[] records = new Raw[EVENTS];
  private final Event[] events = new Event[EVENTS];
  private final byte[][] written = new byte[EVENTS][];
  private final Change[] changes = new Change[EVENTS];
  private int next;

  /** Makes events in all the forms that are measured. */
  public CodecBenchmark() {
    Workload workload = PlainJob.workload(EVENTS);
    var reconciler = PlainJob.reconciler();
    for (int i = 0; i < EVENTS; i++) {
      byte[] json = EventJson.write(workload.peerEvent(new Workload.Drawn(7, i + 1)));
      records[i] = new Raw(Bytes.of(json), null, List.of(), new Origin("in", 0, i));
      events[i] = (Event) decoder.decode(records[i], 0);
      Event first = workload.event(new Workload.Drawn(i % 50, 1), i);
      var step =
          reconciler.onArrival(
              Entity.NEW,
              slot -> {
                throw new IllegalStateException("nothing is held");
              },
              first,
              PlainJob.MOMENT);
      changes[i] = (Change) step.outputs().get(0);
      written[i] = bytesOf(events[i]);
    }
  }

  private byte[] bytesOf(Event event) {
    try {
      out.clear();
      serializer.serialize(event, out);
      return out.getCopyOfBuffer();
    } catch (IOException impossible) {
      throw new IllegalStateException("a buffer in memory", impossible);
    }
  }

  /** A record of 174 bytes of JSON becomes an event. */
  @Benchmark
  public Decoded decodeJson() {
    return decoder.decode(records[turn()], 0);
  }

  /** An event is written for the exchange between operators. */
  @Benchmark
  public int writeEvent() throws IOException {
    out.clear();
    serializer.serialize(events[turn()], out);
    return out.length();
  }

  /** An event is read behind the exchange. */
  @Benchmark
  public Arrival readEvent() throws IOException {
    in.setBuffer(written[turn()]);
    return serializer.deserialize(in);
  }

  /** The line of an applied event. */
  @Benchmark
  public Bytes appliedLine() {
    return AppliedLine.of(changes[turn()]);
  }

  private int turn() {
    next = (next + 1) & (EVENTS - 1);
    return next;
  }
}
