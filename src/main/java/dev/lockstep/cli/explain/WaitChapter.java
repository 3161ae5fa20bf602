package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OrderSpec;
import dev.lockstep.spec.WatermarksSpec;
import dev.lockstep.spec.WorstWait;
import dev.lockstep.spec.WorstWait.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an event may be held, and why. */
final class WaitChapter {
  private WaitChapter() {}

  static Chapter of(JobSpec spec) {
    WorstWait wait = WorstWait.of(spec);
    Draft draft = new Draft().say(summary(wait.kind()));
    if (wait.busy() != null && wait.worst() != null && wait.kind() != Kind.NOTHING_IS_HELD) {
      sum(draft, spec, wait.busy(), wait.worst());
      ownClock(draft, wait.ownClock());
      limit(draft, spec.order());
    } else if (wait.kind() == Kind.NOTHING_IS_HELD && spec.quarantines()) {
      draft.say("While an entity is quarantined its events wait for an operator.");
    }
    return draft.titled("The longest wait");
  }

  private static String summary(Kind kind) {
    return switch (kind) {
      case NOTHING_IS_HELD -> "None: every event is decided when it arrives.";
      case FOR_EVER ->
          "No bound: an event with a missing predecessor is held until that arrives, or until the"
              + " entity holds too many. At the end of a file it is reported as held, unless"
              + " `--end skip` is given.";
      case FOR_EVER_AFTER_BEGINNING ->
          "The beginning of an entity is decided within the time below. After that there is no"
              + " bound: no missing version is ever given up.";
      case PATIENCE -> "A held event waits for its predecessors, and no longer than this:";
      case QUARANTINE ->
          "A held event waits for its predecessors this long. Then its entity may be quarantined,"
              + " and it waits until they have come or an operator decides:";
      case BY_TYPE ->
          "By type: some gaps are waited for without end. An event behind any other waits no longer"
              + " than this:";
      case WATERMARK -> "Every event waits until the watermark has passed its time:";
    };
  }

  private static void sum(Draft draft, JobSpec spec, Duration busy, Duration worst) {
    WatermarksSpec watermarks = spec.watermarks();
    String parts = "out-of-orderness " + Words.of(watermarks.outOfOrderness());
    if (WorstWait.of(spec).kind() != Kind.WATERMARK) {
      parts += " + wait " + Words.of(spec.longestWait());
    }
    boolean idleIsLonger = watermarks.idleAfter().compareTo(watermarks.quiet()) > 0;
    String silence =
        idleIsLonger
            ? " + idle-after " + Words.of(watermarks.idleAfter())
            : " + quiet " + Words.of(watermarks.quiet());
    draft.say(Words.of(busy), "while events keep coming: " + parts);
    draft.say(
        Words.of(worst), "at worst, when partitions fall silent meanwhile: " + parts + silence);
  }

  private static void ownClock(Draft draft, @Nullable Duration ownClock) {
    if (ownClock != null && !ownClock.isZero()) {
      draft.say(
          "An event whose own clock is fast waits as much longer, at most "
              + Words.of(ownClock)
              + " (`max-ahead`). While the job catches up on old events all of this is shorter: it"
              + " is event time that passes.");
    }
  }

  private static void limit(Draft draft, OrderSpec order) {
    if (order.limit() != null) {
      draft.say(
          Words.of(order.limit()),
          "by the clock, if the watermark stands still all that time (`limit`); it counts anew"
              + " after a restart and after each advance of the watermark");
    }
  }
}
