package dev.lockstep.spec;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.spec.OrderSpec.Aside;
import dev.lockstep.spec.OrderSpec.Route;
import dev.lockstep.spec.SpecNode.Entry;
import dev.lockstep.spec.SpecNode.Mapping;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code overrides}: what is handled otherwise, by event type. */
final class HandlingSection {
  static final Choice<OnGap> ON_GAP = Choice.of(OnGap.class);
  static final Choice<Route> ROUTE = Choice.of(Route.class);
  static final Choice<Aside> ASIDE = Choice.of(Aside.class);

  private HandlingSection() {}

  /** What differs from how the job handles all others; what says nothing new is left out. */
  static Map<String, HandlingSpec> read(Section job, HandlingSpec own) {
    return job.get("overrides", value -> overrides(value, job, own), Map.of());
  }

  private static @Nullable Map<String, HandlingSpec> overrides(
      Value value, Section job, HandlingSpec own) {
    if (!(value.node() instanceof Mapping mapping)) {
      return value.wrong(
          "`overrides` is " + value.node().kind() + ", not a group of event types",
          "such as `OrderShipped: {wait: 10m}`");
    }
    Map<String, HandlingSpec> overrides = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      String path = Value.child(value.path(), entry.key());
      HandlingSpec handling =
          job.form(type -> override(type, own))
              .read(new Value(entry.value(), path, value.problems()));
      if (handling != null && !handling.equals(own)) {
        overrides.put(entry.key(), handling);
      }
    }
    return overrides;
  }

  private static HandlingSpec override(Section type, HandlingSpec own) {
    Optional<Duration> limit = type.find("limit", Forms.orNone(Amounts.POSITIVE_DURATION));
    return new HandlingSpec(
        type.get("wait", Amounts.DURATION_FORM, own.waitFor()),
        type.get("on-gap", ON_GAP, own.onGap()),
        limit == null ? own.limit() : limit.orElse(null),
        type.get("on-stale", ROUTE, own.onStale()),
        type.get("on-late", ROUTE, own.onLate()),
        type.get("on-conflict", ASIDE, own.onConflict()),
        type.get("on-violation", ASIDE, own.onViolation()));
  }
}
