package dev.lockstep.pipeline;

import dev.lockstep.event.Decoded;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Hands out the records of a {@link Feed} by their numbers, and fails where it is told. */
final class Replay extends RichMapFunction<Long, Decoded> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, AtomicInteger> HANDED_OUT = new ConcurrentHashMap<>();

  private static final Map<String, Stop> STOPS = new ConcurrentHashMap<>();

  private final String run;
  private final long seed;
  private final boolean operated;
  private final List<Integer> failAfter;
  private transient List<Decoded> records;

  /**
   * A replay.
   *
   * @param failAfter how many records are handed out, repeated ones counted, before each failure
   */
  Replay(String run, long seed, boolean operated, List<Integer> failAfter) {
    this.run = run;
    this.seed = seed;
    this.operated = operated;
    this.failAfter = List.copyOf(failAfter);
  }

  /** How many records a run has handed out so far, over all its attempts. */
  static int handedOut(String run) {
    return counter(run).get();
  }

  /** The place at which a run goes no further until it is killed, and whether it is there. */
  private record Stop(int after, CompletableFuture<Void> reached) {}

  /**
   * Has a run go no further than so many records until it is killed: no checkpoint can have what
   * comes after the last one.
   *
   * @return done when it is there
   */
  static CompletableFuture<Void> stopAfter(String run, int records) {
    Stop stop = new Stop(records, new CompletableFuture<>());
    STOPS.put(run, stop);
    return stop.reached();
  }

  private static AtomicInteger counter(String run) {
    return HANDED_OUT.computeIfAbsent(run, name -> new AtomicInteger());
  }

  @Override
  public void open(OpenContext context) {
    records = operated ? Feed.operated(seed) : Feed.of(seed);
  }

  @Override
  public Decoded map(Long number) throws InterruptedException {
    int handedOut = counter(run).incrementAndGet();
    Stop stop = STOPS.get(run);
    if (stop != null && stop.after() == handedOut) {
      stop.reached().complete(null);
      new CountDownLatch(1).await(); // until it is interrupted
    }
    if (failAfter.contains(handedOut)) {
      throw new IllegalStateException("fails as it was told, after " + handedOut);
    }
    return records.get(number.intValue());
  }
}
