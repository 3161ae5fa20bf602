package dev.lockstep.replay;

import static dev.lockstep.reconcile.OrderPolicy.OrderBy.LATEST;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.TIME;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.VERSION;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import java.util.EnumSet;
import java.util.Set;

/** What will become of a dead letter that is replayed, by the reason it was set aside for. */
public enum Outlook {
  /** Nothing was settled by it: it goes where it belongs. */
  AT_ITS_PLACE(
      "judged like an event that comes for the first time: applied or held at its place while that"
          + " is open, a DUPLICATE if it was applied meanwhile",
      "where its place was passed meanwhile it is STALE, or LATE: see `entity show`"),
  /** Its place was settled without it. */
  JUDGED_AGAIN(
      "judged again while nothing newer was settled: applied, or REJECTED again",
      "where something newer was settled it is STALE(OVERTAKEN), or LATE: `entity reset`, and its"
          + " producer tells the entity anew, by events of new times"),
  /** There is no order that it could break. */
  JUDGED_ANY_TIME("judged again: applied, or REJECTED again", "none is needed"),
  /** It fails for what it is. */
  AS_BEFORE(
      "set aside again, unless the spec or what it depends on was changed meanwhile; then it goes"
          + " to its place like a new event",
      "change the spec so that it can be read, or have its producer send it corrected"),
  /** The job knows the other event of the fork. */
  FORK_AGAIN(
      "a CONFLICT again, as long as the job remembers the other event",
      "decide which of the two is right: `entity reset`, and its producer tells the entity anew, by"
          + " events of new times; `on-conflict: quarantine` asks before anything is settled"),
  /** Its place was passed for good. */
  PASSED(
      "refused again: its place was passed",
      "if it must count: `entity reset`, and its producer tells the entity anew, by events of new"
          + " times"),
  /** Something better stands in its place. */
  NEEDLESS("refused again, and rightly: what is newer is applied", "none is needed"),
  /** Its correction was applied. */
  CORRECTED(
      "a CONFLICT with its correction where there are versions, applied beside it where not",
      "leave it out, as `replay` does unless --reason REPLACED is given"),
  /** A restart or an operator began the entity anew. */
  BEGUN_ANEW(
      "STALE(BEFORE_RESTART) if it is older than the entity's new beginning; else it goes to its"
          + " place like a new event",
      "if it is older and must count, its producer sends it again with a new time"),
  /** An operator had the entity forgotten. */
  AFTER_FORGETTING(
      "STALE: what was forgotten does not come back",
      "if the entity is meant to come back, its producer begins it anew: with a higher version, or"
          + " with new times where there are none"),
  /** Such a letter is not written in this mode. */
  NONE("does not occur", "none is needed");

  private final String words;
  private final String wayOut;

  Outlook(String words, String wayOut) {
    this.words = words;
    this.wayOut = wayOut;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** What to do for those that are refused. */
  public String wayOut() {
    return wayOut;
  }

  /** Whether there is nothing to hope for. */
  public boolean isRefused() {
    return this == FORK_AGAIN || this == PASSED || this == NEEDLESS || this == AFTER_FORGETTING;
  }

  /** The outlook for a reason in a mode. */
  public static Outlook of(Reason reason, OrderBy by) {
    return modesOf(reason).contains(by) ? ofOne(reason, by) : NONE;
  }

  private static Outlook ofOne(Reason reason, OrderBy by) {
    return switch (reason) {
      case UNREADABLE, NO_VALUE, FIELD_MISSING, FIELD_WRONG, OVER_LIMIT, VERSION_JUMP -> AS_BEFORE;
      case FUTURE, BUFFER_FULL -> AT_ITS_PLACE;
      case SAME_ID, SAME_VERSION_OTHER_CONTENT -> FORK_AGAIN;
      case BEYOND_MEMORY,
          ABANDONED_GAP,
          BEFORE_START,
          BEFORE_RESTART,
          ENDED_EPOCH,
          OVERTAKEN,
          PLACE_PASSED ->
          PASSED;
      case OLDER, TIE_KEPT -> NEEDLESS;
      case REDUCER_FAILED, STATE_TOO_LARGE, LIFECYCLE, INVARIANT, GAP_ABANDONED, SKIPPED ->
          by == OrderBy.ARRIVAL ? JUDGED_ANY_TIME : JUDGED_AGAIN;
      case RESTARTED, RESET -> BEGUN_ANEW;
      case REPLACED -> CORRECTED;
      case FORGOTTEN -> AFTER_FORGETTING;
      case ANALYTICS, SAME_VERSION, IN_ORDER -> NONE;
    };
  }

  /** The modes in which a letter may be set aside for a reason. */
  private static Set<OrderBy> modesOf(Reason reason) {
    return switch (reason) {
      case VERSION_JUMP, SAME_VERSION_OTHER_CONTENT, OVERTAKEN -> EnumSet.of(VERSION, LATEST);
      case ABANDONED_GAP, BEFORE_START, ENDED_EPOCH, GAP_ABANDONED, RESTARTED ->
          EnumSet.of(VERSION);
      case OLDER, TIE_KEPT -> EnumSet.of(LATEST);
      case PLACE_PASSED -> EnumSet.of(TIME);
      case ANALYTICS, SAME_VERSION, IN_ORDER -> EnumSet.noneOf(OrderBy.class);
      case UNREADABLE,
          NO_VALUE,
          FIELD_MISSING,
          FIELD_WRONG,
          OVER_LIMIT,
          FUTURE,
          SAME_ID,
          BEYOND_MEMORY,
          BEFORE_RESTART,
          REDUCER_FAILED,
          STATE_TOO_LARGE,
          LIFECYCLE,
          INVARIANT,
          BUFFER_FULL,
          SKIPPED,
          REPLACED,
          RESET,
          FORGOTTEN ->
          EnumSet.allOf(OrderBy.class);
    };
  }
}
