package dev.lockstep.trial;

import dev.lockstep.simulate.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** Producers that write to one topic together, slice by slice, at about so many events a second. */
final class Senders implements AutoCloseable {
  private static final int SLICE = 50;

  private final String servers;
  private final String topic;
  private final int perSecond;
  private ToIntFunction<String> partitionOf;
  private final List<Producer<String, String>> producers = new ArrayList<>();
  private final List<Draft> sent;
  private long longestNanos;

  /** Producers to be; each draft that they send is added to a list. */
  Senders(String servers, String topic, int perSecond, List<Draft> sent) {
    this.servers = servers;
    this.topic = topic;
    this.perSecond = perSecond;
    this.sent = sent;
  }

  /** Sends each entity's events to a partition of its own choice. */
  Senders routed(ToIntFunction<String> partitionOf) {
    this.partitionOf = partitionOf;
    return this;
  }

  /** One more producer, with settings of its own. */
  Senders with(Map<String, Object> settings) {
    Map<String, Object> client = new HashMap<>(Map.of("bootstrap.servers", servers));
    client.putAll(settings);
    producers.add(new KafkaProducer<>(client, new StringSerializer(), new StringSerializer()));
    return this;
  }

  CompletableFuture<Void> sendAlong(List<Draft> drafts) {
    return CompletableFuture.runAsync(() -> send(drafts));
  }

  void send(List<Draft> drafts) {
    long beganNanos = System.nanoTime();
    for (int from = 0; from < drafts.size(); from += SLICE) {
      awaitNanos(beganNanos + TimeUnit.SECONDS.toNanos(from) / perSecond);
      slice(drafts.subList(from, Math.min(drafts.size(), from + SLICE)));
    }
  }

  /** How long some events had to wait until the broker took them. */
  long longestNanos() {
    return longestNanos;
  }

  private void slice(List<Draft> drafts) {
    long beganNanos = System.nanoTime();
    List<Future<RecordMetadata>> acknowledged = new ArrayList<>();
    for (Draft draft : drafts) {
      int number = sent.size();
      sent.add(draft);
      acknowledged.add(producers.get(number % producers.size()).send(message(number, draft)));
    }
    producers.forEach(Producer::flush);
    acknowledged.forEach(Senders::check);
    longestNanos = Math.max(longestNanos, System.nanoTime() - beganNanos);
  }

  private ProducerRecord<String, String> message(int number, Draft draft) {
    Integer partition = partitionOf == null ? null : partitionOf.applyAsInt(draft.entity());
    return Written.message(topic, partition, number, draft);
  }

  private static void check(Future<RecordMetadata> acknowledged) {
    try {
      acknowledged.get();
    } catch (Exception failure) {
      throw new IllegalStateException("not sent", failure);
    }
  }

  static void awaitNanos(long untilNanos) {
    for (long left = untilNanos - System.nanoTime();
        left > 0;
        left = untilNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Override
  public void close() {
    producers.forEach(Producer::close);
  }
}
