package dev.lockstep.spec;

import dev.lockstep.reduce.Reduction.Replace;
import dev.lockstep.reduce.Reduction.UserClass;
import dev.lockstep.rules.Lifecycle;

/** Whether entities expire when they should, and what they then lose. */
final class ExpiryChecks {
  private static final String PATH = "state.expire";

  private final Review review;
  private final ExpirySpec expire;

  private ExpiryChecks(Review review, ExpirySpec expire) {
    this.review = review;
    this.expire = expire;
  }

  static void run(Review review) {
    ExpirySpec expire = review.spec().state().expire();
    if (expire != null) {
      ExpiryChecks checks = new ExpiryChecks(review, expire);
      switch (expire.from()) {
        case TERMINAL -> checks.hasAnEnd();
        case LAST_EVENT -> checks.mayGoOnWithoutItsState();
      }
      checks.remembersFor();
    }
  }

  private void hasAnEnd() {
    Lifecycle lifecycle = review.spec().state().lifecycle();
    boolean ends = lifecycle != null && !lifecycle.terminal().isEmpty();
    if (!ends && review.spec().event().delete() == null) {
      review
          .about(PATH + ".from", PATH)
          .error(
              "no entity ever expires: nothing says when one has come to its end",
              "name `state.lifecycle.terminal` or `event.delete`, or use `from: last-event`");
    }
  }

  private void mayGoOnWithoutItsState() {
    StateSpec state = review.spec().state();
    boolean whole = state.reduce() instanceof Replace || state.reduce() instanceof UserClass;
    if (!whole) {
      review
          .about(PATH + ".from", PATH, "state.reduce")
          .warning(
              "an entity that goes on after "
                  + Amounts.text(expire.residueAfter())
                  + " of silence goes on with an empty state",
              "use `from: terminal` if that may happen");
    }
  }

  private void remembersFor() {
    DuplicatesSpec duplicates = review.spec().duplicates();
    if (expire.residueAfter().compareTo(duplicates.remember()) < 0) {
      review
          .about(PATH + ".residue-after", PATH, "duplicates.remember")
          .warning(
              "an entity forgets its events after "
                  + Amounts.text(expire.residueAfter())
                  + " of silence, before "
                  + Amounts.text(duplicates.remember())
                  + " are over",
              "a repeat is then STALE, not DUPLICATE: raise `residue-after`, or lower `remember`");
    }
  }
}
