package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Violation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold after each event, asked in turn. */
final class Invariants {
  private final List<Named> checks;
  private final Map<Root, Wanted> wanted = new EnumMap<>(Root.class);
  private final JsonValues values = new JsonValues();
  private final Set<String> hidden;

  private record Named(String name, Check check) {}

  private Invariants(List<Named> checks, Set<String> hidden) {
    this.checks = checks;
    this.hidden = hidden;
    for (Named each : checks) {
      for (Path path : each.check().readings()) {
        if (path.root().isJson()) {
          wanted.computeIfAbsent(path.root(), root -> new Wanted()).add(path.names());
        }
      }
    }
  }

  static Invariants of(List<Invariant> invariants, Set<String> hidden) {
    return new Invariants(invariants.stream().map(Invariants::compiled).toList(), hidden);
  }

  private static Named compiled(Invariant invariant) {
    Check check = Check.of(invariant.check());
    if (!check.faults().isEmpty()) {
      throw new IllegalStateException(invariant + " has faults: " + check.faults());
    }
    return new Named(invariant.name(), check);
  }

  /** The first that does not hold, null when all hold. */
  @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
    Facts facts = new Facts(before, after, event, wanted, values);
    for (Named each : checks) {
      String complaint = each.check().complaint(facts, hidden);
      if (complaint != null) {
        return new Violation(Reason.INVARIANT, each.name(), complaint);
      }
    }
    return null;
  }
}
