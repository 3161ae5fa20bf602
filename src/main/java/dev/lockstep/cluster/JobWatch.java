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
  private static final Duration STALE_AT_MOST = Duration.ofSeconds(30);

  /** As Flink has it where nothing else is set. */
  private static final Duration STALE_BY_DEFAULT = Duration.ofSeconds(3);

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
    Thread.sleep(stale().toMillis() + POLL_MILLIS);
    return until(JobReport::hasEnded);
  }

  /** Nothing runs meanwhile: it is not waited for long, nor asked twice. */
  private Duration stale() throws InterruptedException {
    try {
      Duration stale = cluster.staleAtMost();
      return stale.compareTo(STALE_AT_MOST) < 0 ? stale : STALE_AT_MOST;
    } catch (ClusterFailure away) {
      return STALE_BY_DEFAULT;
    }
  }

  private boolean isTooLong(long seenNanos) {
    long atMostNanos = Math.min(patience.toNanos(), cluster.outOfSightAtMost().toNanos());
    return System.nanoTime() - seenNanos > atMostNanos;
  }
}
