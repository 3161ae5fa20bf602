package dev.lockstep.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One entity is stopped by an event of its own, while another goes on; a person mends it.
 *
 * @param about what happens, in a sentence
 * @param entity whom it happens to
 * @param other who goes on
 * @param lines the records of both, in order
 * @param culprit the id of the event that stops the entity
 * @param parked how many events of the entity wait, the culprit among them
 * @param corrected what the culprit should have been
 * @param why what the person says
 * @param truth the states of both in the end
 */
public record Mishap(
    String about,
    String entity,
    String other,
    List<String> lines,
    String culprit,
    int parked,
    String corrected,
    String why,
    Map<String, Map<String, String>> truth) {
  public Mishap {
    lines = List.copyOf(lines);
    truth = Map.copyOf(truth);
  }

  /** All whom it is about. */
  public Set<String> entities() {
    return truth.keySet();
  }

  /** Writes it to a topic. */
  public void send(String servers, String topic) throws InterruptedException, ExecutionException {
    try (Producer<String, String> producer = new Clients(servers, topic).producer()) {
      for (String line : lines) {
        producer.send(new ProducerRecord<>(topic, line)).get();
      }
    }
  }
}
