package dev.lockstep.bench.kafka;

import dev.lockstep.bench.workload.PeerEvent;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** The three states that one writes first, as stores of Kafka Streams. */
final class ThreeStores implements Processor<String, byte[], String, byte[]> {
  static final String LAST = "last";
  static final String HELD = "held";
  static final String SEEN = "seen";

  private static final byte[] THERE = {1};

  @SuppressWarnings("NullAway.Init") // Kafka Streams gives it first
  private ProcessorContext<String, byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, Long> last;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, byte[]> held;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, byte[]> seen;

  @Override
  public void init(ProcessorContext<String, byte[]> given) {
    context = given;
    last = given.getStateStore(LAST);
    held = given.getStateStore(HELD);
    seen = given.getStateStore(SEEN);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    PeerEvent event = EventJson.read(record.value());
    String id = record.key() + '|' + event.eventId;
    if (seen.get(id) != null) {
      return;
    }
    seen.put(id, THERE);
    Long stored = last.get(record.key());
    long version = stored == null ? 0 : stored;
    if (event.version > version + 1) {
      held.put(place(record.key(), event.version), record.value());
    } else if (event.version == version + 1) {
      context.forward(record.withValue(EventJson.write(event)));
      last.put(record.key(), release(record, event.version));
    }
  }

  private long release(Record<String, byte[]> record, long from) {
    long version = from;
    byte[] next = held.get(place(record.key(), version + 1));
    while (next != null) {
      context.forward(record.withValue(EventJson.write(EventJson.read(next))));
      version++;
      held.delete(place(record.key(), version));
      next = held.get(place(record.key(), version + 1));
    }
    return version;
  }

  private static String place(String entity, long version) {
    return entity + '|' + version;
  }
}
