package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.Start;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes {@code order}, {@code duplicates} and {@code watermarks}. */
final class OrderYaml {
  private OrderYaml() {}

  static Map<String, @Nullable Object> order(OrderSpec order) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    Start start = order.startsAt();
    group.put("by", Choice.word(order.by()));
    group.put("starts-at", start.firstSeen() ? "first-seen" : start.number());
    group.put("wait", Amounts.text(order.waitFor()));
    group.put("on-gap", Choice.word(order.onGap()));
    Duration limit = order.limit();
    group.put("limit", limit == null ? "none" : Amounts.text(limit));
    group.put("hold-at-most", order.holdAtMost());
    group.put("on-overflow", "dead-letter");
    group.put("jump-at-most", order.jumpAtMost() == null ? "none" : order.jumpAtMost());
    group.put("restart-on", SpecYaml.sorted(order.restartOn()));
    group.put("on-stale", Choice.word(order.onStale()));
    group.put("on-late", Choice.word(order.onLate()));
    group.put("ties", Choice.word(order.ties()));
    group.put("on-conflict", Choice.word(order.onConflict()));
    group.put("heal", order.quarantines().heal() ? "auto" : "manual");
    group.put("quarantine-at-most", order.quarantines().atMost());
    group.put("on-quarantine-full", Choice.word(order.quarantines().whenFull()));
    return group;
  }

  /** What differs, by event type. */
  static @Nullable Map<String, Object> overrides(JobSpec spec) {
    Map<String, Object> group = new TreeMap<>();
    spec.overrides().forEach((type, each) -> group.put(type, override(each, spec.handling())));
    return group.isEmpty() ? null : group;
  }

  private static Map<String, Object> override(HandlingSpec handling, HandlingSpec own) {
    Map<String, Object> all = handling(handling);
    Map<String, Object> plain = handling(own);
    all.entrySet().removeIf(each -> each.getValue().equals(plain.get(each.getKey())));
    return all;
  }

  private static Map<String, Object> handling(HandlingSpec handling) {
    Map<String, Object> group = new LinkedHashMap<>();
    Duration limit = handling.limit();
    group.put("wait", Amounts.text(handling.waitFor()));
    group.put("on-gap", Choice.word(handling.onGap()));
    group.put("limit", limit == null ? "none" : Amounts.text(limit));
    group.put("on-stale", Choice.word(handling.onStale()));
    group.put("on-late", Choice.word(handling.onLate()));
    group.put("on-conflict", Choice.word(handling.onConflict()));
    group.put("on-violation", Choice.word(handling.onViolation()));
    return group;
  }

  static Map<String, @Nullable Object> duplicates(DuplicatesSpec duplicates) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("remember", Amounts.text(duplicates.remember()));
    group.put("remember-at-most", duplicates.rememberAtMost());
    return group;
  }

  static Map<String, @Nullable Object> watermarks(WatermarksSpec watermarks) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("out-of-orderness", Amounts.text(watermarks.outOfOrderness()));
    group.put("idle-after", Amounts.text(watermarks.idleAfter()));
    group.put("quiet", Amounts.text(watermarks.quiet()));
    group.put("max-ahead", Amounts.text(watermarks.maxAhead()));
    return group;
  }
}
