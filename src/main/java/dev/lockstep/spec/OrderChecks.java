package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reduce.FieldFold.Sum;
import dev.lockstep.reduce.Reduction.Fields;
import dev.lockstep.spec.EventSpec.ConstantEntity;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an order needs of its events. */
final class OrderChecks {
  private OrderChecks() {}

  static void run(Review review) {
    needsItsFields(review);
    needsTypes(review);
    putsTextsUnderLatest(review);
    restartsOnlyVersions(review);
    keepsLanesApart(review);
    saysWhatIsGlobal(review);
  }

  private static void needsItsFields(Review review) {
    EventSpec event = review.spec().event();
    String version = event.version().pointers().isEmpty() ? null : "given";
    switch (review.spec().order().by()) {
      case VERSION, LATEST -> need(review, "version", version, "/version");
      case TIME -> {
        need(review, "time", event.time(), "/occurredAt");
        need(review, "id", event.id(), "/eventId");
      }
      case ARRIVAL -> need(review, "id", event.id(), "/eventId");
    }
  }

  private static void need(Review review, String field, @Nullable String pointer, String example) {
    if (pointer == null) {
      String by = Choice.word(review.spec().order().by());
      review
          .about("event." + field, "order.by")
          .error(
              "`event." + field + "` is missing: `order.by: " + by + "` needs it",
              "a pointer, such as `" + example + "`");
    }
  }

  private static void putsTextsUnderLatest(Review review) {
    JobSpec spec = review.spec();
    if (spec.event().version().text() && spec.order().by() == OrderBy.VERSION) {
      review
          .about("event.version", "order.by")
          .error(
              "a version that is a text has no next one: `order.by: version` needs numbers",
              "use `by: latest`, or a pointer to a number");
    }
  }

  private static void needsTypes(Review review) {
    JobSpec spec = review.spec();
    if (spec.event().type() != null) {
      return;
    }
    if (!spec.analyticsTypes().isEmpty()) {
      needType(review, "lanes.analytics");
    }
    if (!spec.order().restartOn().isEmpty()) {
      needType(review, "order.restart-on");
    }
    if (spec.state().lifecycle() != null) {
      needType(review, "state.lifecycle");
    }
    if (!spec.overrides().isEmpty()) {
      needType(review, "overrides");
    }
    if (spec.state().reduce() instanceof Fields fields) {
      fields
          .folds()
          .forEach(
              (field, rule) -> {
                if (rule instanceof Sum sum && !sum.negate().isEmpty()) {
                  needType(review, "state.reduce." + field + ".negate");
                }
              });
    }
  }

  private static void needType(Review review, String path) {
    review
        .about(path, "event.type")
        .error("`" + path + "` names types, but there is no `event.type`", "such as `type: /type`");
  }

  private static void restartsOnlyVersions(Review review) {
    OrderSpec order = review.spec().order();
    if (order.restartOn().isEmpty()) {
      return;
    }
    if (order.by() != OrderBy.VERSION) {
      review
          .about("order.restart-on", "order.by")
          .error(
              "`restart-on` is only for `by: version`; here the restarted events would be lost",
              "remove it");
    } else if (review.spec().event().time() == null) {
      review
          .about("order.restart-on", "event.time")
          .warning(
              "without `event.time` a restart cannot be told from an old event",
              "add `event.time`");
    }
  }

  private static void keepsLanesApart(Review review) {
    Set<String> both = new TreeSet<>(review.spec().order().restartOn());
    both.retainAll(review.spec().analyticsTypes());
    if (!both.isEmpty()) {
      review
          .about("order.restart-on", "lanes.analytics")
          .error(
              "`"
                  + String.join("`, `", both)
                  + "` cannot restart an entity from the analytics lane",
              "remove it from `lanes.analytics` or from `restart-on`");
    }
  }

  private static void saysWhatIsGlobal(Review review) {
    if (review.spec().event().entity() instanceof ConstantEntity) {
      review
          .about("event.entity")
          .note(
              "all events are of one entity: they are ordered one after another, at parallelism one",
              "a global order costs that; to go faster, make what is ordered the entity");
    }
    if (review.spec().order().startsAt().firstSeen()) {
      review
          .about("order.starts-at", "order.by")
          .note(
              "an entity begins with the lowest version of its first `wait`; lower ones that come"
                  + " later are stale dead letters",
              null);
    }
  }
}
