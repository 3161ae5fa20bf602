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
  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  /** Looks at a job that was told to end. */
  static JobWatch ofTheEnd(FlinkCluster cluster, String job) {
    return new JobWatch(cluster, job, ENDS_WITHIN);
  }

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

  /**
   * The report on a job that was told to end, as it is after its end: a cluster keeps its answers
   * for a while, and one of before would not tell of a checkpoint that was completed since.
   */
  JobReport ended() throws InterruptedException {
    JobReport report = until(JobReport::hasEnded);
    if (!report.hasEnded()) {
      return report;
    }
    Thread.sleep(cluster.staleAtMost().toMillis() + POLL_MILLIS);
    return until(JobReport::hasEnded);
  }

  private boolean isTooLong(long seenNanos) {
    long atMostNanos = Math.min(patience.toNanos(), cluster.outOfSightAtMost().toNanos());
    return System.nanoTime() - seenNanos > atMostNanos;
  }
}
