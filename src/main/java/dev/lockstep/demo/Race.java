package dev.lockstep.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;

/**
 * Services that write a story to a Kafka topic, and others that read it there; each is a thread.
 *
 * @param script what a seed decides about it
 * @param clients of the topic
 * @param retries writes what is to be tried again
 * @param group of the consumers
 * @param store that the consumers write to
 */
record Race(
    Script script,
    Clients clients,
    Producer<String, String> retries,
    Attendance group,
    Store store) {
  private static final int PATIENCE_SECONDS = 120;
  private static final int TIDY_UP_SECONDS = 10;

  /** Lets all work until every record of the topic has been handled. */
  static Finish run(Script script, Clients clients)
      throws InterruptedException, ExecutionException {
    Store store = new Store();
    Attendance group = new Attendance(script.partitions(), script.records());
    try (Producer<String, String> retries = clients.producer()) {
      new Race(script, clients, retries, group, store).run();
    }
    return store.finish();
  }

  private void run() throws InterruptedException, ExecutionException {
    List<Callable<Void>> services = new ArrayList<>();
    for (int number = 0; number < script.producers(); number++) {
      services.add(new StoryProducer(number, this));
    }
    for (int number = 0; number < script.partitions(); number++) {
      services.add(new PlainConsumer(number, this));
    }
    ExecutorService threads = Executors.newFixedThreadPool(services.size());
    try {
      CompletionService<Void> ended = new ExecutorCompletionService<>(threads);
      services.forEach(ended::submit);
      for (int left = services.size(); left > 0; left--) {
        Future<Void> next = ended.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new IllegalStateException(
              left + " services on " + clients.topic() + " do not get on");
        }
        next.get();
      }
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(TIDY_UP_SECONDS, TimeUnit.SECONDS);
    }
  }
}
