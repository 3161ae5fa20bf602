package dev.lockstep.job;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt that is made again until it succeeds: what has gone wrong is around the job, not in
 * it.
 *
 * @param pause before the next
 */
record Retrying(Duration pause) {
  private static final Logger LOG = LoggerFactory.getLogger(Retrying.class);

  /** What the attempt comes to; what is wrong with the job itself is thrown. */
  <T> T get(Callable<T> attempt) throws Exception {
    while (true) {
      try {
        return attempt.call();
      } catch (StartRefused | ExecutionException notYet) {
        LOG.error("tried again in {} s: {}", pause.toSeconds(), notYet.getMessage());
        Thread.sleep(pause.toMillis());
      }
    }
  }
}
