package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.spec.OrderSpec.Route;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code order}, {@code duplicates} and {@code watermarks}. */
final class OrderSection {
  private static final int MANY = 1_000_000;
  private static final long JUMP_AT_MOST = 10_000;
  private static final String ASIDE = "use `dead-letter`, or leave it out";

  private static final Choice<OnGap> ON_GAP =
      Choice.of(OnGap.class)
          .later("quarantine", "use `wait` to hold the entity, `dead-letter` to set events aside");
  private static final Choice<Route> ONLY_DEAD_LETTER =
      Choice.of(Map.of("dead-letter", Route.DEAD_LETTER)).later("quarantine", ASIDE);
  private static final Choice<Route> ROUTE = Choice.of(Route.class).later("quarantine", ASIDE);

  private OrderSection() {}

  static OrderSpec read(Section order) {
    order.find("on-conflict", ONLY_DEAD_LETTER);
    order.find("on-overflow", ONLY_DEAD_LETTER);
    order.later("heal", "a gap heals when the missing version arrives: leave it out");
    OrderBy by = order.get("by", Choice.of(OrderBy.class), OrderBy.VERSION);
    return new OrderSpec(
        by,
        order.get("starts-at", OrderSection::start, Start.at(1)),
        order.get("wait", Amounts.DURATION_FORM, Duration.ofSeconds(30)),
        order.get("on-gap", ON_GAP, OnGap.WAIT),
        order.orNone("limit", Amounts.POSITIVE_DURATION),
        order.get("hold-at-most", Forms.count(1, MANY), 1_000),
        jumpAtMost(order, by),
        order.get("restart-on", Forms.set(Forms.TEXT), Set.of()),
        order.get("on-stale", ROUTE, Route.DROP),
        order.get("on-late", ROUTE, Route.DEAD_LETTER),
        order.get("ties", Choice.of(Ties.class), Ties.CONFLICT));
  }

  private static @Nullable Start start(Value value) {
    String text = value.text("a version or `first-seen`");
    if (text == null) {
      return null;
    }
    if (text.equals("first-seen")) {
      return Start.atFirstSeen();
    }
    if (Spelling.nearest(text, Set.of("first-seen")) != null) {
      return value.wrong("`starts-at` cannot be `" + text + "`", "did you mean `first-seen`?");
    }
    Long number = Forms.whole(0, Long.MAX_VALUE - 1).read(value);
    return number == null ? null : Start.at(number);
  }

  /** Holes are the nature of {@code latest}, so a jump is only too far there when the spec says. */
  private static @Nullable Long jumpAtMost(Section order, OrderBy by) {
    Optional<Long> given =
        order.find("jump-at-most", Forms.orNone(Forms.whole(1, Long.MAX_VALUE - 1)));
    if (given != null) {
      return given.orElse(null);
    }
    return switch (by) {
      case VERSION -> JUMP_AT_MOST;
      case LATEST, TIME, ARRIVAL -> null;
    };
  }

  static DuplicatesSpec duplicates(Section duplicates) {
    return new DuplicatesSpec(
        duplicates.get("remember", Amounts.DURATION_FORM, Duration.ofHours(24)),
        duplicates.get("remember-at-most", Forms.count(1, MANY), 1_000));
  }

  static WatermarksSpec watermarks(Section watermarks) {
    return new WatermarksSpec(
        watermarks.get("out-of-orderness", Amounts.DURATION_FORM, Duration.ofSeconds(5)),
        watermarks.get("idle-after", Amounts.POSITIVE_DURATION, Duration.ofSeconds(30)),
        watermarks.get("quiet", Amounts.POSITIVE_DURATION, Duration.ofSeconds(5)),
        watermarks.get("max-ahead", Amounts.DURATION_FORM, Duration.ofMinutes(5)));
  }
}
