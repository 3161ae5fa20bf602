package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.rules.Lifecycle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a lifecycle can be lived: from its beginning, through every stage, to an end. */
final class LifecycleChecks {
  private static final String PATH = "state.lifecycle";
  private static final String STATES = PATH + ".states";

  private final Review review;
  private final Lifecycle lifecycle;
  private final Set<String> stages;

  private LifecycleChecks(Review review, Lifecycle lifecycle) {
    this.review = review;
    this.lifecycle = lifecycle;
    this.stages = new LinkedHashSet<>(lifecycle.stages().keySet());
    stages.addAll(lifecycle.terminal());
  }

  static void run(Review review) {
    Lifecycle lifecycle = review.spec().state().lifecycle();
    if (lifecycle != null) {
      new LifecycleChecks(review, lifecycle).run();
    }
  }

  private void run() {
    needsOrder();
    if (lifecycle.stages().isEmpty()) {
      review.about(STATES).error("`states` names no stage", "such as `new: {OrderCreated: paid}`");
      return;
    }
    ends();
    hearsOfItsEvents();
    boolean begins = beginsSomewhere();
    boolean leads = leadsToStages();
    if (begins && leads) {
      isReached();
      beginsAnew();
    }
  }

  private void needsOrder() {
    OrderBy by = review.spec().order().by();
    if (by == OrderBy.LATEST) {
      review
          .about(PATH, "order.by")
          .error(
              "a lifecycle cannot be kept under `by: latest`, which passes older events over",
              "use `by: version`; or check what each state says with `invariants`");
    } else if (by == OrderBy.ARRIVAL) {
      review
          .about(PATH, "order.by")
          .warning(
              "under `by: arrival` events come as it happens, and those that come in another order"
                  + " than their lifecycle's are REJECTED",
              "order by version or by time");
    }
  }

  private boolean beginsSomewhere() {
    String initial = lifecycle.initial();
    boolean known = lifecycle.stages().containsKey(initial);
    if (!known) {
      String message = "an entity begins as `" + initial + "`, where no event may come";
      review
          .about(PATH + ".initial", STATES)
          .error(message, meant(initial, lifecycle.stages().keySet()));
    }
    return known;
  }

  private static String meant(String written, Set<String> known) {
    String nearest = Spelling.nearest(written, known);
    return nearest != null
        ? "did you mean `" + nearest + "`?"
        : "there are " + String.join(", ", known);
  }

  private boolean leadsToStages() {
    forEachWay(
        (stage, type, next) -> {
          if (!stages.contains(next)) {
            review
                .about(STATES + "." + stage + "." + type)
                .error(
                    "`" + next + "` is no stage: it is neither in `states` nor `terminal`",
                    meant(next, stages));
          }
        });
    return lifecycle.stages().values().stream().allMatch(ways -> stages.containsAll(ways.values()));
  }

  private void ends() {
    for (String stage : lifecycle.terminal()) {
      if (!lifecycle.stages().getOrDefault(stage, Map.of()).isEmpty()) {
        review
            .about(STATES + "." + stage, PATH + ".terminal")
            .error(
                "`" + stage + "` is terminal, and still there are events that may come in it",
                "remove them, or take `" + stage + "` out of `terminal`");
      }
    }
    lifecycle
        .stages()
        .forEach(
            (stage, ways) -> {
              if (ways.isEmpty() && !lifecycle.terminal().contains(stage)) {
                review
                    .about(STATES + "." + stage, PATH + ".terminal")
                    .warning(
                        "no event may come in `" + stage + "`, and it is not terminal",
                        "add it to `terminal`, or say what may come");
              }
            });
  }

  private void isReached() {
    Set<String> reached = reachedFrom(lifecycle.initial());
    for (String stage : stages) {
      if (!reached.contains(stage)) {
        review
            .about(pathOf(stage), PATH + ".initial", STATES)
            .error(
                "`"
                    + stage
                    + "` is never reached: no way leads to it from `"
                    + lifecycle.initial()
                    + "`",
                "add an event that leads to it, or remove it");
      }
      boolean goesOn = !lifecycle.stages().getOrDefault(stage, Map.of()).isEmpty();
      if (goesOn && !lifecycle.terminal().isEmpty() && !reachesAnEnd(stage)) {
        review
            .about(STATES + "." + stage, PATH + ".terminal", STATES)
            .warning("no terminal stage can be reached from `" + stage + "`", null);
      }
    }
  }

  private boolean reachesAnEnd(String stage) {
    Set<String> reached = reachedFrom(stage);
    return lifecycle.terminal().stream().anyMatch(reached::contains);
  }

  private Set<String> reachedFrom(String begin) {
    Set<String> reached = new LinkedHashSet<>(Set.of(begin));
    Deque<String> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (String next : lifecycle.stages().getOrDefault(open.remove(), Map.of()).values()) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  private String pathOf(String stage) {
    if (lifecycle.stages().containsKey(stage)) {
      return STATES + "." + stage;
    }
    int index = lifecycle.terminal().stream().toList().indexOf(stage);
    String item = PATH + ".terminal[" + index + "]";
    return review.given(item) ? item : PATH + ".terminal";
  }

  private void hearsOfItsEvents() {
    forEachWay(
        (stage, type, next) -> {
          if (review.spec().analyticsTypes().contains(type)) {
            review
                .about(STATES + "." + stage + "." + type, "lanes.analytics")
                .error(
                    "`" + type + "` is of the analytics lane, and never reaches the lifecycle",
                    "remove it here, or from `lanes.analytics`");
          }
        });
  }

  /** An event that begins its entity anew comes at the beginning. */
  private void beginsAnew() {
    Map<String, String> first = lifecycle.stages().getOrDefault(lifecycle.initial(), Map.of());
    for (String type : new TreeSet<>(review.spec().order().restartOn())) {
      if (!first.containsKey(type)) {
        review
            .about("order.restart-on", STATES, PATH + ".initial")
            .error(
                "`"
                    + type
                    + "` begins an entity anew, and may not come in `"
                    + lifecycle.initial()
                    + "`, where it begins",
                "add it to `" + STATES + "." + lifecycle.initial() + "`");
      }
    }
  }

  /** One way of a lifecycle. */
  @FunctionalInterface
  private interface Way {
    void leads(String stage, String type, String next);
  }

  private void forEachWay(Way way) {
    lifecycle
        .stages()
        .forEach((stage, ways) -> ways.forEach((type, next) -> way.leads(stage, type, next)));
  }
}
