package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.HandlingSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OrderSpec;
import dev.lockstep.spec.OrderSpec.Route;
import dev.lockstep.spec.SpecYaml;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What becomes of each event, verdict by verdict. */
final class VerdictChapter {
  private final JobSpec spec;
  private final OrderSpec order;

  private VerdictChapter(JobSpec spec) {
    this.spec = spec;
    this.order = spec.order();
  }

  static Chapter of(JobSpec spec) {
    return new VerdictChapter(spec).chapter();
  }

  private Chapter chapter() {
    Draft draft = new Draft();
    Stream.of(Verdict.values())
        .filter(this::canHappen)
        .forEach(verdict -> draft.say(verdict.name(), meaning(verdict) + " -> " + way(verdict)));
    draft.say(
        "Every event ends in exactly one of these. A dead letter is listed among the verdicts too.");
    return draft.titled("What can become of an event, and where it goes");
  }

  private boolean canHappen(Verdict verdict) {
    boolean byVersion = order.by() == OrderBy.VERSION;
    return switch (verdict) {
      case MALFORMED, DUPLICATE, CONFLICT, STALE, REJECTED, APPLIED -> true;
      case PASSED -> !spec.analyticsTypes().isEmpty();
      case SHED -> false;
      case LATE -> order.by() == OrderBy.TIME;
      case OVERFLOW -> byVersion || order.by() == OrderBy.TIME || spec.quarantines();
      case ABANDONED -> isAbandoned(byVersion);
    };
  }

  private boolean isAbandoned(boolean byVersion) {
    boolean withGaps =
        spec.handlings().stream().anyMatch(each -> each.onGap() == OnGap.DEAD_LETTER);
    return spec.quarantines()
        || spec.control().kafka() != null
        || (byVersion && (withGaps || !order.restartOn().isEmpty()));
  }

  private String meaning(Verdict verdict) {
    return switch (verdict) {
      case MALFORMED ->
          "unreadable, or larger than "
              + SpecYaml.of(spec.source().sizeAtMostBytes())
              + "; or a field is missing or wrong; or more than "
              + Words.of(spec.watermarks().maxAhead())
              + " ahead of the clock"
              + (order.jumpAtMost() == null ? "" : "; or its version is too far ahead");
      case PASSED -> "an analytics event";
      case SHED -> "an analytics event, dropped";
      case DUPLICATE -> "the same event again";
      case CONFLICT ->
          "another event with the same " + (sameVersionIsConflict() ? "version or id" : "id");
      case STALE -> stale();
      case LATE -> "its place in time was already passed";
      case REJECTED ->
          (spec.state().hasRules() ? "it breaks the lifecycle or an invariant; or " : "")
              + "the reducer failed on it, or the state would outgrow its limit";
      case OVERFLOW -> "the entity holds too many events, and it has the highest place";
      case ABANDONED ->
          "held, and given up with the gap before it, with a restart, or by an operator";
      case APPLIED -> "folded into the state, in order";
    };
  }

  private boolean sameVersionIsConflict() {
    return order.by() == OrderBy.VERSION
        || (order.by() == OrderBy.LATEST && order.ties() == Ties.CONFLICT);
  }

  private boolean isVersioned() {
    return order.by() == OrderBy.VERSION || order.by() == OrderBy.LATEST;
  }

  private String way(Verdict verdict) {
    return switch (verdict) {
      case MALFORMED, ABANDONED -> "dead letters";
      case REJECTED -> Stops.wayOfViolation(spec);
      case CONFLICT -> Stops.wayOfConflict(spec);
      case OVERFLOW -> "dead letters, and an incident";
      case DUPLICATE -> "verdicts";
      case STALE -> wayOfStale();
      case LATE -> aside(order.onLate()) + byType(each -> each.onLate() != order.onLate());
      case PASSED -> "analytics";
      case SHED -> "counted";
      case APPLIED -> "applied, state";
    };
  }

  private String stale() {
    if (!isVersioned()) {
      return "too old to be recognised";
    }
    return spec.givesUp() ? "its version is settled, or was given up" : "its version is settled";
  }

  private String wayOfStale() {
    String way =
        spec.givesUp() && order.onStale() == Route.DROP
            ? "verdicts; what was given up: dead letters, and an incident"
            : aside(order.onStale());
    return way + byType(each -> each.onStale() != order.onStale());
  }

  /** Which types go the other way. */
  private String byType(Predicate<HandlingSpec> differs) {
    String types = Stops.types(spec, differs);
    return types.isEmpty() ? "" : "; the other way for " + types;
  }

  private static String aside(Route route) {
    return switch (route) {
      case DROP -> "verdicts";
      case DEAD_LETTER -> "dead letters";
    };
  }
}
