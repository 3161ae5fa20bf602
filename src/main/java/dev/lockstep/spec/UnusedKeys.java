package dev.lockstep.spec;

import static dev.lockstep.reconcile.OrderPolicy.OrderBy.LATEST;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.TIME;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.VERSION;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys that were written and change nothing: their author believes otherwise. */
final class UnusedKeys {

  /**
   * Under what a key has an effect.
   *
   * @param by the modes
   * @param also what else gives it one, in every mode
   */
  private record Use(String path, Set<OrderBy> by, Predicate<JobSpec> also) {
    Use(String path, Set<OrderBy> by) {
      this(path, by, spec -> false);
    }

    boolean isFor(JobSpec spec) {
      return by.contains(spec.order().by()) || also.test(spec);
    }
  }

  private static final List<Use> USES =
      List.of(
          new Use("event.version", Set.of(VERSION, LATEST)),
          new Use("event.rank", Set.of(TIME)),
          new Use("order.starts-at", Set.of(VERSION)),
          new Use("order.wait", Set.of(VERSION)),
          new Use("order.on-gap", Set.of(VERSION)),
          new Use("order.limit", Set.of(VERSION, TIME)),
          new Use("order.hold-at-most", Set.of(VERSION, TIME), UnusedKeys::parks),
          new Use("order.on-overflow", Set.of(VERSION, TIME), UnusedKeys::parks),
          new Use("order.jump-at-most", Set.of(VERSION, LATEST)),
          new Use("order.on-late", Set.of(TIME)),
          new Use("order.ties", Set.of(LATEST)),
          new Use("watermarks.out-of-orderness", Set.of(VERSION, TIME), UnusedKeys::expires),
          new Use("watermarks.idle-after", Set.of(VERSION, TIME), UnusedKeys::expires),
          new Use("watermarks.quiet", Set.of(VERSION, TIME), UnusedKeys::expires));

  private static final List<String> PATIENCE = List.of("order.wait", "order.limit");

  private UnusedKeys() {}

  /** A quarantined entity's events wait in every mode. */
  private static boolean parks(JobSpec spec) {
    return spec.quarantines();
  }

  /** Entities expire at a watermark, which every mode may have. */
  private static boolean expires(JobSpec spec) {
    return spec.state().expire() != null;
  }

  static void run(Review review) {
    JobSpec spec = review.spec();
    for (Use use : USES) {
      if (!use.isFor(spec)) {
        String under = "under `by: " + Choice.word(spec.order().by()) + "`";
        groups(review, use.path()).forEach(path -> unused(review, path, under, meantFor(use)));
      }
    }
    if (waitsForEver(spec)) {
      String hint = "choose `on-gap: skip`, `dead-letter` or `quarantine`";
      PATIENCE.forEach(path -> unused(review, path, "under `on-gap: wait`", hint));
    }
    review.spec().overrides().forEach((type, each) -> unusedPatience(review, type, each));
    withoutQuarantine(spec)
        .forEach((path, without) -> unused(review, path, "without " + without, "remove it"));
  }

  private static void unusedPatience(Review review, String type, HandlingSpec handling) {
    OrderBy by = review.spec().order().by();
    if (by == TIME) {
      String path = "overrides." + type + ".limit";
      unused(review, path, "under `by: time`", "`order.limit` is for all types there");
    } else if (by == VERSION && !handling.hasPatience()) {
      for (String key : List.of("wait", "limit")) {
        String hint = "give it an `on-gap` of its own: `skip`, `dead-letter` or `quarantine`";
        unused(review, "overrides." + type + "." + key, "under `on-gap: wait`", hint);
      }
    }
  }

  /** The path itself, and those of the same key among the overrides. */
  private static List<String> groups(Review review, String path) {
    String key = path.substring(path.indexOf('.') + 1);
    return path.startsWith("order.")
        ? review.handlings().keySet().stream().map(group -> group + "." + key).toList()
        : List.of(path);
  }

  /** The paths that change nothing in a spec, given or not. */
  static List<String> of(JobSpec spec) {
    Stream<String> modes = USES.stream().filter(use -> !use.isFor(spec)).map(Use::path);
    return Stream.of(
            modes,
            waitsForEver(spec) ? PATIENCE.stream() : Stream.<String>of(),
            withoutQuarantine(spec).keySet().stream())
        .flatMap(paths -> paths)
        .toList();
  }

  private static boolean waitsForEver(JobSpec spec) {
    return spec.order().by() == VERSION && !spec.hasPatience();
  }

  /** What is only about quarantines, and without what there are none. */
  private static Map<String, String> withoutQuarantine(JobSpec spec) {
    Map<String, String> unused = new LinkedHashMap<>();
    boolean gaps =
        spec.order().by() == VERSION
            && spec.handlings().stream().anyMatch(each -> each.onGap() == OnGap.QUARANTINE);
    if (!gaps) {
      unused.put("order.heal", "`on-gap: quarantine`");
    }
    if (!spec.quarantines()) {
      String any = "`on-gap`, `on-conflict` or `on-violation: quarantine`";
      unused.put("order.quarantine-at-most", any);
      unused.put("order.on-quarantine-full", any);
    }
    return unused;
  }

  private static String meantFor(Use use) {
    return use.by().stream()
        .sorted()
        .map(by -> "`by: " + Choice.word(by) + "`")
        .collect(Collectors.joining(" and ", "it is for ", ""));
  }

  private static void unused(Review review, String path, String where, String hint) {
    if (!review.given(path)) {
      return;
    }
    String key = path.substring(path.lastIndexOf('.') + 1);
    review
        .about(path, "order.by", "order.on-gap", "order.starts-at")
        .warning("`" + key + "` has no effect " + where, hint);
  }
}
