package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.spec.OrderSpec.Aside;
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
  private static final int QUARANTINED_AT_MOST = 1_000;
  private static final String ASIDE = "use `dead-letter`, or leave it out";

  private static final Choice<Route> ONLY_DEAD_LETTER =
      Choice.of(Map.of("dead-letter", Route.DEAD_LETTER)).later("quarantine", ASIDE);
  private static final Choice<Boolean> HEAL = Choice.of(Map.of("auto", true, "manual", false));

  private OrderSection() {}

  static OrderSpec read(Section order) {
    order.find("on-overflow", ONLY_DEAD_LETTER);
    OrderBy by = order.get("by", Choice.of(OrderBy.class), OrderBy.VERSION);
    return new OrderSpec(
        by,
        order.get("starts-at", OrderSection::start, Start.at(1)),
        order.get("wait", Amounts.DURATION_FORM, Duration.ofSeconds(30)),
        order.get("on-gap", HandlingSection.ON_GAP, OnGap.WAIT),
        order.orNone("limit", Amounts.POSITIVE_DURATION),
        order.get("hold-at-most", Forms.count(1, MANY), 1_000),
        jumpAtMost(order, by),
        order.get("restart-on", Forms.set(Forms.TEXT), Set.of()),
        order.get("on-stale", HandlingSection.ROUTE, Route.DROP),
        order.get("on-late", HandlingSection.ROUTE, Route.DEAD_LETTER),
        order.get("ties", Choice.of(Ties.class), Ties.CONFLICT),
        order.get("on-conflict", HandlingSection.ASIDE, Aside.DEAD_LETTER),
        quarantines(order));
  }

  private static Quarantines quarantines(Section order) {
    return new Quarantines(
        order.get("heal", HEAL, true),
        order.get("quarantine-at-most", Forms.count(1, MANY), QUARANTINED_AT_MOST),
        order.get("on-quarantine-full", Choice.of(WhenFull.class), WhenFull.REJECT));
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
