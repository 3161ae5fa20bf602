package dev.lockstep.trial;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.simulate.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Those who look after quarantined entities while all else goes on: they see what is committed, ask
 * by the control topic, and wait for the answer before they ask again about the same entity.
 */
final class Operators implements AutoCloseable {
  /** So many entities are left alone by one of them. */
  private static final int ONE_IN = 6;

  /** So many times they look at a notice before they act, or fewer. */
  private static final int PATIENCE = 6;

  /** For how long there must be nothing to do. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** After how long without an answer they ask again. */
  private static final long IMPATIENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private static final Duration QUESTION_AT_MOST = Duration.ofMinutes(1);

  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private final String topic;
  private final long seed;
  private final Topic quarantine;
  private final Topic incidents;
  private final Producer<String, String> producer;
  private final Map<String, JsonNode> stopped = new TreeMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final Map<String, Integer> answered = new HashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private final Map<String, Asked> latest = new HashMap<>();
  private final Map<String, String> sent = new TreeMap<>();
  private final CompletableFuture<Void> work;
  private int notices;
  private int lines;
  private volatile boolean waiting;
  private volatile boolean wanted;
  private volatile boolean ended;
  private volatile boolean stopping;

  Operators(String servers, String job, long seed) {
    this.topic = job + SpecText.CONTROL;
    this.seed = seed;
    this.quarantine = new Topic(servers, job + "-quarantine");
    this.incidents = new Topic(servers, job + "-incidents");
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
    this.work = CompletableFuture.runAsync(this::work);
  }

  /**
   * Waits until something was asked and not answered, so that what comes now strikes in between. On
   * a slow machine all may have been answered by then that there was to ask: then something of
   * before is sent again.
   */
  void awaitQuestion() {
    wanted = true;
    await().atMost(QUESTION_AT_MOST).pollInterval(Duration.ofMillis(1)).until(() -> waiting);
    wanted = false;
  }

  /**
   * Waits until all is answered and there is nothing more to do for a while; what is open after
   * long is for the judge to say.
   */
  void finish() throws Exception {
    ended = true;
    try {
      work.get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException busy) {
      System.out.println(
          "only " + answered + " answers to " + asked + ", and busy with " + stopped);
      stopping = true;
      work.get();
    }
  }

  /** A control record, and when it was sent. */
  private record Asked(String control, long atNanos) {}

  private void work() {
    long busyNanos = System.nanoTime();
    while (!stopping && (!ended || System.nanoTime() - busyNanos < QUIET_NANOS)) {
      look();
      boolean acts = false;
      for (Map.Entry<String, JsonNode> each : stopped.entrySet()) {
        acts |= isLookedAfter(each.getKey()) && acts(each.getKey(), each.getValue());
      }
      insist();
      waiting = !answered.equals(asked);
      if (wanted && !waiting && !sent.isEmpty()) {
        String entity = sent.keySet().iterator().next();
        send(entity, List.of(sent.get(entity)));
      }
      if (acts || waiting) {
        busyNanos = System.nanoTime();
      }
    }
  }

  private void look() {
    incidents.poll();
    for (ConsumerRecord<String, String> each : incidents.since(lines)) {
      lines++;
      if (Json.read(each.value()).get("kind").asText().startsWith("CONTROL_")) {
        answered.merge(each.key(), 1, Integer::sum);
      }
    }
    quarantine.poll();
    for (ConsumerRecord<String, String> each : quarantine.since(notices)) {
      notices++;
      if (each.value() == null) {
        stopped.remove(each.key());
      } else {
        stopped.put(each.key(), Json.read(each.value()));
      }
    }
  }

  private boolean isLookedAfter(String entity) {
    return chance(entity, -1).below(ONE_IN) > 0;
  }

  /** Whether the entity keeps them busy: what is to be done is drawn from how often it was. */
  private boolean acts(String entity, JsonNode notice) {
    int before = asked.getOrDefault(entity, 0);
    if (before == answered.getOrDefault(entity, 0)) {
      Chance chance = chance(entity, before);
      if (looks.merge(entity, 1, Integer::sum) > chance.below(PATIENCE)) {
        looks.remove(entity);
        send(entity, new Verbs(entity, notice, before, chance).draw());
        repeats(chance);
      }
    }
    return true;
  }

  /** Now and then somebody sends what was answered long ago, of any entity. */
  private void repeats(Chance chance) {
    String entity = chance.of(List.copyOf(sent.keySet()));
    boolean answers = asked.get(entity).equals(answered.get(entity));
    if (answers && chance.in(0.4)) {
      send(entity, List.of(sent.get(entity)));
    }
  }

  /** Whoever has no answer for long sends the same once more, as after a lost connection. */
  private void insist() {
    for (Map.Entry<String, Asked> each : List.copyOf(latest.entrySet())) {
      String entity = each.getKey();
      boolean open = !asked.get(entity).equals(answered.get(entity));
      if (open && System.nanoTime() - each.getValue().atNanos > IMPATIENT_NANOS) {
        send(entity, List.of(each.getValue().control));
        latest.remove(entity);
      }
    }
  }

  private void send(String entity, List<String> controls) {
    List<Future<?>> written = new ArrayList<>();
    for (String each : controls) {
      written.add(producer.send(new ProducerRecord<>(topic, entity, each)));
    }
    producer.flush();
    asked.merge(entity, controls.size(), Integer::sum);
    latest.put(entity, new Asked(controls.get(0), System.nanoTime()));
    sent.put(entity, controls.get(0));
    for (Future<?> each : written) {
      try {
        each.get();
      } catch (Exception failure) {
        throw new IllegalStateException("not sent", failure);
      }
    }
  }

  private Chance chance(String entity, int nth) {
    return Chance.of(seed * 31 + entity.hashCode() * 1_000_003L + nth).fork();
  }

  @Override
  public void close() {
    stopping = true;
    work.exceptionally(failure -> null).join();
    producer.close();
    quarantine.close();
    incidents.close();
  }
}
