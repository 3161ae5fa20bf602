package dev.lockstep.spec;

import static dev.lockstep.reconcile.OrderPolicy.OrderBy.LATEST;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.TIME;
import static dev.lockstep.reconcile.OrderPolicy.OrderBy.VERSION;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keys that were written and change nothing: their author believes otherwise. */
final class UnusedKeys {

  private record Use(String path, Set<OrderBy> by) {}

  private static final List<Use> USES =
      List.of(
          new Use("event.version", Set.of(VERSION, LATEST)),
          new Use("event.rank", Set.of(TIME)),
          new Use("order.starts-at", Set.of(VERSION)),
          new Use("order.wait", Set.of(VERSION)),
          new Use("order.on-gap", Set.of(VERSION)),
          new Use("order.limit", Set.of(VERSION, TIME)),
          new Use("order.hold-at-most", Set.of(VERSION, TIME)),
          new Use("order.on-overflow", Set.of(VERSION, TIME)),
          new Use("order.jump-at-most", Set.of(VERSION, LATEST)),
          new Use("order.on-late", Set.of(TIME)),
          new Use("order.ties", Set.of(LATEST)),
          new Use("watermarks.out-of-orderness", Set.of(VERSION, TIME)),
          new Use("watermarks.idle-after", Set.of(VERSION, TIME)),
          new Use("watermarks.quiet", Set.of(VERSION, TIME)));

  private static final List<String> PATIENCE = List.of("order.wait", "order.limit");

  private UnusedKeys() {}

  static void run(Review review) {
    OrderSpec order = review.spec().order();
    for (Use use : USES) {
      if (!use.by().contains(order.by())) {
        unused(review, use.path(), "`by: " + Choice.word(order.by()) + "`", meantFor(use));
      }
    }
    if (waitsForEver(order)) {
      String hint = "choose `on-gap: skip` or `dead-letter`";
      PATIENCE.forEach(path -> unused(review, path, "`on-gap: wait`", hint));
    }
  }

  /** The paths that change nothing in a spec, given or not. */
  static List<String> of(JobSpec spec) {
    OrderSpec order = spec.order();
    return Stream.concat(
            USES.stream().filter(use -> !use.by().contains(order.by())).map(Use::path),
            waitsForEver(order) ? PATIENCE.stream() : Stream.of())
        .toList();
  }

  private static boolean waitsForEver(OrderSpec order) {
    return order.by() == VERSION && !order.givesUp();
  }

  private static String meantFor(Use use) {
    return use.by().stream()
        .sorted()
        .map(by -> "`by: " + Choice.word(by) + "`")
        .collect(Collectors.joining(" and ", "it is for ", ""));
  }

  private static void unused(Review review, String path, String under, String hint) {
    if (!review.given(path)) {
      return;
    }
    String key = path.substring(path.indexOf('.') + 1);
    review
        .about(path, "order.by", "order.on-gap", "order.starts-at")
        .warning("`" + key + "` has no effect under " + under, hint);
  }
}
