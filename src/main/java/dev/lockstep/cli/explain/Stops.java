package dev.lockstep.cli.explain;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.HandlingSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OrderSpec.Aside;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which events stop their entities, and which are set aside. */
final class Stops {
  private static final String QUARANTINE = "its entity is quarantined with it, and an incident";

  private Stops() {}

  static String wayOfViolation(JobSpec spec) {
    return way(spec, HandlingSpec::onViolation, "dead letters");
  }

  static String wayOfConflict(JobSpec spec) {
    return way(spec, HandlingSpec::onConflict, "dead letters, and an incident");
  }

  private static String way(JobSpec spec, Function<HandlingSpec, Aside> what, String deadLetters) {
    Aside own = what.apply(spec.handling());
    String others = types(spec, each -> what.apply(each) != own);
    return switch (own) {
      case DEAD_LETTER ->
          deadLetters + (others.isEmpty() ? "" : "; of " + others + ": " + QUARANTINE);
      case QUARANTINE ->
          QUARANTINE + (others.isEmpty() ? "" : "; of " + others + ": " + deadLetters);
    };
  }

  /** The types whose override is such, as people say them; empty for none. */
  static String types(JobSpec spec, Predicate<HandlingSpec> wanted) {
    return Words.sorted(
        spec.overrides().entrySet().stream()
            .filter(each -> wanted.test(each.getValue()))
            .map(Map.Entry::getKey)
            .toList());
  }

  /** Whether an entity can be quarantined for a gap. */
  static boolean byGap(JobSpec spec) {
    return spec.order().by() == OrderBy.VERSION
        && spec.handlings().stream().anyMatch(each -> each.onGap() == OnGap.QUARANTINE);
  }

  /** Whether an entity can be quarantined for an event. */
  static boolean byCulprit(JobSpec spec) {
    return spec.handlings().stream()
        .anyMatch(
            each ->
                each.onViolation() == Aside.QUARANTINE || each.onConflict() == Aside.QUARANTINE);
  }
}
