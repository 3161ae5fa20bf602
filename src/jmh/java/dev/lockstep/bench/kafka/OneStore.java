package dev.lockstep.bench.kafka;

import dev.lockstep.bench.logic.Compact;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** All of an entity in one value of one store, as in {@link Compact}. */
final class OneStore implements Processor<String, byte[], String, byte[]> {
  static final String ENTITY = "entity";

  @SuppressWarnings("NullAway.Init") // Kafka Streams gives it first
  private ProcessorContext<String, byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private KeyValueStore<String, byte[]> entities;

  @Override
  public void init(ProcessorContext<String, byte[]> given) {
    context = given;
    entities = given.getStateStore(ENTITY);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    byte[] before = entities.get(record.key());
    byte[] after =
        Compact.apply(
            before,
            EventJson.read(record.value()),
            event -> context.forward(record.withValue(EventJson.write(event))));
    if (after != before) {
      entities.put(record.key(), after);
    }
  }
}
