package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of gaps that opened and filled in a turn, for jobs that want to hear of every one. */
final class GapDiary {
  private static final Set<Incident.Kind> ENDS =
      Set.of(
          Incident.Kind.GAP_ABANDONED,
          Incident.Kind.RESTARTED,
          Incident.Kind.RESET,
          Incident.Kind.FORGOTTEN);

  private final boolean reports;
  private final Sequence sequence;

  GapDiary(OrderPolicy policy) {
    this.reports = policy.reportsGaps() && policy.by() == OrderBy.VERSION;
    this.sequence = new Sequence(policy.start());
  }

  void note(Turn turn) {
    if (!reports || (turn.held.isEmpty() && turn.before.held().isEmpty())) {
      return;
    }
    List<Gap> before = gaps(turn.before.settled(), turn.before.held());
    List<Gap> after = gaps(turn.settled, turn.held);
    List<Output> said = turn.out.outputs();
    for (Gap gap : before) {
      if (sharesNone(gap, after) && isThere(turn, gap.to()) && !isEnded(gap, said)) {
        tell(turn, Incident.Kind.GAP_FILLED, gap, "all of it has come");
      }
    }
    for (Gap gap : after) {
      if (sharesNone(gap, before)) {
        tell(turn, Incident.Kind.GAP_OPENED, gap, "missing below a held event");
      }
    }
  }

  /** A gap may also be no more because what was held above it went. */
  private static boolean isThere(Turn turn, Version version) {
    return turn.held.at(version) != null
        || (turn.settled != null && turn.settled.compareTo(version) >= 0);
  }

  private static void tell(Turn turn, Incident.Kind kind, Gap gap, String detail) {
    turn.out.incident(kind, gap.from(), gap.to(), null, detail, Facts.NONE);
  }

  private List<Gap> gaps(@Nullable Version settled, HeldIndex held) {
    List<Gap> gaps = new ArrayList<>();
    Version previous = settled;
    for (HeldEntry entry : held.entries()) {
      Version version = (Version) entry.place();
      if (!sequence.follows(version, previous)) {
        gaps.add(sequence.between(previous, version));
      }
      previous = version;
    }
    return gaps;
  }

  private static boolean sharesNone(Gap gap, List<Gap> others) {
    return others.stream().noneMatch(other -> share(gap, other.from(), other.to()));
  }

  private static boolean share(Gap gap, Version from, Version to) {
    return gap.from().compareTo(to) <= 0 && from.compareTo(gap.to()) <= 0;
  }

  /** Whether a gap was given up in part or in all, or its entity begun anew. */
  private static boolean isEnded(Gap gap, List<Output> said) {
    return said.stream()
        .filter(Incident.class::isInstance)
        .map(Incident.class::cast)
        .filter(incident -> ENDS.contains(incident.kind()))
        .anyMatch(incident -> isAbout(incident, gap));
  }

  private static boolean isAbout(Incident incident, Gap gap) {
    Version from = incident.from();
    Version to = incident.to();
    return incident.kind() != Incident.Kind.GAP_ABANDONED
        || (from != null && to != null && share(gap, from, to));
  }
}
