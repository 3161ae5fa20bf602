package dev.lockstep.cluster;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Looks at a job again and again.
 *
 * @param cluster where the job is
 * @param job given by Flink
 * @param patience for how long
 */
record JobWatch(FlinkCluster cluster, String job, Duration patience) {
  private static final long POLL_MILLIS = 200;
  private static final Duration OUT_OF_SIGHT_AT_MOST = Duration.ofSeconds(30);

  /**
   * The report on which the wait ended: because of it, or because patience was over. A cluster that
   * does not answer for a while is asked again.
   */
  JobReport until(Predicate<JobReport> over) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    long seenNanos = System.nanoTime();
    while (true) {
      try {
        JobReport report = cluster.report(job);
        if (over.test(report) || System.nanoTime() > deadlineNanos) {
          return report;
        }
        seenNanos = System.nanoTime();
      } catch (ClusterFailure away) {
        if (away.kind() != ClusterFailure.Kind.ENVIRONMENT || isTooLong(seenNanos)) {
          throw away;
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private boolean isTooLong(long seenNanos) {
    long atMostNanos = Math.min(patience.toNanos(), OUT_OF_SIGHT_AT_MOST.toNanos());
    return System.nanoTime() - seenNanos > atMostNanos;
  }
}
