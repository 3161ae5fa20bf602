package dev.lockstep.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A service that takes one record after another: it makes its call, writes, and commits. */
record PlainConsumer(int number, Race race) implements Callable<Void> {
  private static final Duration POLL = Duration.ofMillis(50);

  /** What became of a record. */
  private enum Outcome {
    /** It is through. */
    COMMITTED,
    /** The consumer died before that. */
    DIED
  }

  @Override
  public Void call() throws InterruptedException, ExecutionException {
    while (!race.group().isOver()) {
      live();
    }
    return null;
  }

  /** From a start to the next, or to the end. */
  private void live() throws InterruptedException, ExecutionException {
    try (Consumer<String, String> consumer = race.clients().consumer("consumer-" + number)) {
      try {
        consumer.subscribe(List.of(race.clients().topic()));
        consume(consumer);
      } finally {
        // An interrupt has done its work: the client must be closed in peace.
        Thread.interrupted();
      }
    }
  }

  private void consume(Consumer<String, String> consumer)
      throws InterruptedException, ExecutionException {
    while (!race.group().isOver()) {
      var records = consumer.poll(POLL);
      race.group().given(number, consumer.assignment().size());
      for (ConsumerRecord<String, String> record : records) {
        if (handle(record, consumer) == Outcome.DIED) {
          return;
        }
      }
    }
  }

  private Outcome handle(ConsumerRecord<String, String> record, Consumer<String, String> consumer)
      throws InterruptedException, ExecutionException {
    Message message = race.script().story().read(record.value());
    Fault fault = race.script().faultOf(message);
    if (fault == null || fault.kind().isProducers() || !race.store().suffer(message, fault)) {
      race.store().write(message);
      return commit(record, consumer);
    }
    return switch (fault.kind()) {
      case SLOW -> {
        race.store().await(fault.awaited());
        race.store().write(message);
        yield commit(record, consumer);
      }
      case RETRIED -> {
        race.retries()
            .send(new ProducerRecord<>(record.topic(), record.key(), record.value()))
            .get();
        yield commit(record, consumer);
      }
      case REDELIVERED -> {
        race.store().write(message);
        yield Outcome.DIED;
      }
      case LATE, TWICE -> throw new AssertionError(fault);
    };
  }

  private Outcome commit(ConsumerRecord<String, String> record, Consumer<String, String> consumer) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
    race.group().commit(record.partition(), record.offset());
    return Outcome.COMMITTED;
  }
}
