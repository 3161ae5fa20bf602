package dev.lockstep.trial;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;

/** What a job has committed to its topics so far. */
final class Outputs implements AutoCloseable {
  private static final List<String> ALWAYS =
      List.of("state", "applied", "analytics", "dead-letters", "incidents", "verdicts");

  private final Map<String, Topic> topics = new TreeMap<>();

  Outputs(String servers, String job, Mode mode) {
    names(mode).forEach(name -> topics.put(name, new Topic(servers, job + "-" + name)));
  }

  /** Which ones a job of a mode has. */
  static List<String> names(Mode mode) {
    return mode.quarantines()
        ? Stream.concat(ALWAYS.stream(), Stream.of("quarantine")).toList()
        : ALWAYS;
  }

  /** Waits until so many entities whose ids begin like this have a verdict. */
  void awaitVerdictsOf(String beginning, int count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> verdicts() > 0 && entities(beginning) >= count);
  }

  private long entities(String beginning) {
    return of("verdicts").stream()
        .map(ConsumerRecord::key)
        .filter(entity -> entity != null && entity.startsWith(beginning))
        .distinct()
        .count();
  }

  /** Waits until so many verdicts were seen: an APPLIED one counts too. */
  void awaitVerdicts(int count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> verdicts() >= count);
  }

  /** How many verdicts there are by now. */
  int verdicts() {
    return topics.get("verdicts").poll();
  }

  /** How many outputs have come again by now that a consumer that fences would drop. */
  int repeated() {
    return drain("applied") - Receipts.fenced(of("applied")).size();
  }

  /** Like {@link #awaitVerdicts}, but what is missing is for the judge to say. */
  void awaitVerdictsOrLeave(int count) {
    try {
      awaitVerdicts(count);
    } catch (ConditionTimeoutException missing) {
      System.out.println("only " + verdicts() + " of " + count + " verdicts");
    }
  }

  /** Reads all that an ended job left. */
  void drain() {
    topics.keySet().forEach(this::drain);
  }

  /** Reads all that is in one of them by now: how many records that are. */
  int drain(String name) {
    await().atMost(Duration.ofSeconds(60)).until(topics.get(name)::isRead);
    return of(name).size();
  }

  boolean has(String name) {
    return topics.containsKey(name);
  }

  List<ConsumerRecord<String, String>> of(String name) {
    return topics.get(name).records();
  }

  @Override
  public void close() {
    topics.values().forEach(Topic::close);
  }
}
