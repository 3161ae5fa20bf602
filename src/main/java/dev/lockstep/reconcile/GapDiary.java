package dev.lockstep.reconcile;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
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
  private final Gaps gaps;

  GapDiary(OrderPolicy policy) {
    this.reports = policy.reportsGaps() && policy.by() == OrderBy.VERSION;
    this.sequence = new Sequence(policy.start());
    this.gaps = new Gaps(sequence);
  }

  void note(Turn turn) {
    if (!reports) {
      return;
    }
    List<Gap> before = gaps(turn.before);
    List<Gap> after = gaps(turn.after());
    List<Output> said = turn.out.outputs();
    for (Gap gap : before) {
      if (sharesNone(gap, after) && isThere(turn, gap.to()) && !isEnded(gap, said)) {
        tell(turn, Incident.Kind.GAP_FILLED, gap, "all of it has come", null);
      }
    }
    for (Gap gap : after) {
      if (sharesNone(gap, before)) {
        Long deadline = deadline(turn, gap);
        tell(turn, Incident.Kind.GAP_OPENED, gap, "missing below a held event", deadline);
      }
    }
  }

  /** A gap may also be no more because what was held above it went, or because it was given up. */
  private static boolean isThere(Turn turn, Version version) {
    HeldEntry culprit = Quarantining.culprit(turn);
    boolean settled = turn.settled != null && turn.settled.compareTo(version) >= 0;
    return turn.held.at(version) != null
        || (culprit != null && culprit.place().equals(version))
        || (settled && !turn.abandoned.contains(version));
  }

  /** When the gap will be given up, if nothing comes; null when nobody knows. */
  private @Nullable Long deadline(Turn turn, Gap gap) {
    return turn.held.entries().stream()
        .filter(entry -> entry.place().compareTo(gap.to()) > 0)
        .findFirst()
        .map(above -> gaps.patienceEnds(turn, above))
        .orElse(null);
  }

  private static void tell(
      Turn turn, Incident.Kind kind, Gap gap, String detail, @Nullable Long deadline) {
    Facts facts = deadline == null ? Facts.NONE : new Facts(null, null, deadline, null, null, null);
    turn.out.incident(kind, gap.from(), gap.to(), null, detail, facts);
  }

  /** What is missing between what is held; a culprit is there, though it is not in the buffer. */
  private List<Gap> gaps(Entity entity) {
    HeldEntry culprit = Quarantine.culpritOf(entity.quarantine());
    if (culprit == null && entity.held().isEmpty()) {
      return List.of();
    }
    List<Gap> missing = new ArrayList<>();
    Version previous = entity.settled();
    for (Version version : versions(entity, culprit)) {
      if (!sequence.follows(version, previous)) {
        missing.add(sequence.between(previous, version));
      }
      previous = version;
    }
    return missing;
  }

  private NavigableSet<Version> versions(Entity entity, @Nullable HeldEntry culprit) {
    NavigableSet<Version> versions = new TreeSet<>();
    entity.held().entries().forEach(entry -> versions.add((Version) entry.place()));
    if (culprit != null
        && !sequence.isBeforeStart((Version) culprit.place())
        && culprit.identity().timeMillis() >= entity.restartedMillis()) {
      versions.add((Version) culprit.place());
    }
    Version settled = entity.settled();
    return settled == null ? versions : versions.tailSet(settled, false);
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
