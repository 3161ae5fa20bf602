package dev.lockstep.bench.kafka;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** B3: threads of a consumer, maps in memory and a transactional producer each. */
final class PlainLoops {
  private PlainLoops() {}

  static RaceRun.Running start(Race race) {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(Race.PARALLELISM);
    List<? extends Future<?>> loops =
        IntStream.range(0, Race.PARALLELISM)
            .mapToObj(number -> threads.submit(new PlainLoop(race, number, over)))
            .toList();
    return () -> {
      over.set(true);
      threads.shutdown();
      if (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("a loop does not end");
      }
      for (Future<?> loop : loops) {
        loop.get();
      }
    };
  }
}
