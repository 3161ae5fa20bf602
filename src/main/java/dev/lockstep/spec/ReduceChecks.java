package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.reduce.Reduction.UserClass;
import dev.lockstep.spec.Review.Finding;

/** Whether a reducer gets out of an order what it needs. */
final class ReduceChecks {
  private ReduceChecks() {}

  static void run(Review review) {
    Finding finding =
        review.given("state.reduce")
            ? review.about("state.reduce", "order.by")
            : review.about("order.by", "state.reduce");
    Reduction reduce = review.spec().state().reduce();
    OrderBy by = review.spec().order().by();
    if (by == OrderBy.LATEST) {
      underLatest(finding, reduce);
    } else if (by == OrderBy.ARRIVAL) {
      underArrival(finding, reduce);
    }
  }

  /** Older events are dropped there: what only they said is lost. */
  private static void underLatest(Finding finding, Reduction reduce) {
    if (reduce instanceof UserClass) {
      finding.warning(
          "`by: latest` drops older events: the class must make the whole state from one event",
          "else use `by: version`");
    } else if (!reduce.isFullState()) {
      String what = reduce instanceof Reduction.Patch ? "`reduce: patch`" : "a rule per field";
      finding.error(
          what + " loses data under `by: latest`, which drops older events",
          "use `reduce: replace` if each event says everything, else `by: version`");
    }
  }

  private static void underArrival(Finding finding, Reduction reduce) {
    if (!reduce.isCommutative()) {
      finding.warning(
          "under `by: arrival` redelivery and new partitions decide what the state becomes",
          "sum, max, min and set come out the same in any order; else order by version or time");
    }
  }
}
