package dev.lockstep.demo;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A service that writes its part of the story while it happens, and what went wrong later. */
final class StoryProducer implements Callable<Void> {
  private final Race race;
  private final Deque<Message> ahead;
  private final List<Sending> postponed = new ArrayList<>();

  StoryProducer(int number, Race race) {
    this.race = race;
    this.ahead = new ArrayDeque<>(race.script().of(number));
  }

  @Override
  public Void call() throws InterruptedException, ExecutionException {
    try (Producer<String, String> producer = race.clients().producer()) {
      race.group().awaitAll();
      while (!ahead.isEmpty() || !postponed.isEmpty()) {
        Sending next = race.store().awaitAny(candidates());
        if (postponed.remove(next) || isSentNow(ahead.remove())) {
          send(next.message(), producer);
        }
      }
    }
    return null;
  }

  private List<Sending> candidates() {
    List<Sending> candidates = new ArrayList<>(postponed);
    Message next = ahead.peek();
    if (next != null) {
      candidates.add(new Sending(next, race.script().before(next)));
    }
    return candidates;
  }

  /** What is late or sent twice is sent when its time has come. */
  private boolean isSentNow(Message message) {
    Fault fault = race.script().faultOf(message);
    if (fault == null || !fault.kind().isProducers()) {
      return true;
    }
    race.store().suffer(message, fault);
    postponed.add(new Sending(message, fault.awaited()));
    return fault.kind() == Kind.TWICE;
  }

  private void send(Message message, Producer<String, String> producer)
      throws InterruptedException, ExecutionException {
    Route route = race.script().routeOf(message);
    String topic = race.clients().topic();
    producer
        .send(new ProducerRecord<>(topic, route.partition(), route.key(), message.line()))
        .get();
  }
}
