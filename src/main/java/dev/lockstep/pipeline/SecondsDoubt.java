package dev.lockstep.pipeline;

import dev.lockstep.event.Event;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices event times that were given in seconds and are taken for milliseconds: all of them lie in
 * January 1970, a thousand times too close together, and whatever waits waits a thousand times too
 * long.
 *
 * <p>It is a doubt and no verdict: a stream may have a clock of its own.
 */
final class SecondsDoubt {
  private static final Logger LOG = LoggerFactory.getLogger(SecondsDoubt.class);
  private static final long FIRST = 1_000_000_000;
  private static final long LAST = 9_999_999_999L;
  private static final long TEN_YEARS_MILLIS = 315_576_000_000L;

  private boolean told;

  /** Looks at an event, and says once what is strange about its time. */
  void look(Event event, long nowMillis) {
    if (!told && looksLikeSeconds(event.timeMillis(), nowMillis)) {
      told = true;
      LOG.warn(
          "event times look like seconds: {} is taken for {}, and as seconds it is {}. `event.time`"
              + " is read as milliseconds since 1970, or as ISO 8601",
          event.timeMillis(),
          Instant.ofEpochMilli(event.timeMillis()),
          Instant.ofEpochSecond(event.timeMillis()));
    }
  }

  /** Whether a time is of our days as seconds, and of 1970 as milliseconds. */
  static boolean looksLikeSeconds(long time, long nowMillis) {
    return time >= FIRST && time <= LAST && Math.abs(time * 1_000 - nowMillis) < TEN_YEARS_MILLIS;
  }
}
