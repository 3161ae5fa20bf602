package dev.lockstep.spec;

import dev.lockstep.reduce.Reduction.Fields;
import dev.lockstep.rules.Check;
import dev.lockstep.rules.Fault;
import dev.lockstep.rules.Invariant;
import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.SpecNode.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether invariants can be told apart, and their checks be asked. */
final class InvariantChecks {
  private static final String EVENT_TYPE = "event.type";

  private InvariantChecks() {}

  static void run(Review review) {
    List<Invariant> invariants = review.spec().state().invariants();
    Set<String> names = new HashSet<>(Set.of(Lifecycle.RULE));
    for (int i = 0; i < invariants.size(); i++) {
      Invariant invariant = invariants.get(i);
      String path = "state.invariants[" + i + "]";
      if (!invariant.name().isEmpty() && !names.add(invariant.name())) {
        boolean isReserved = invariant.name().equals(Lifecycle.RULE);
        review
            .about(path + ".name")
            .error(
                isReserved
                    ? "`lifecycle` is what breaches of the lifecycle are called"
                    : "`" + invariant.name() + "` is the name of another invariant too",
                "operators know a rule by its name: give it one of its own");
      }
      check(review, path + ".check", invariant.check());
    }
  }

  private static void check(Review review, String path, String text) {
    Check check = Check.of(text);
    for (Fault fault : check.faults()) {
      Position at = review.node(path) instanceof Scalar node ? node.at(fault.offset()) : null;
      review
          .about(path)
          .errorAt(at == null ? review.at(path) : at, fault.message(), hint(review, path, fault));
    }
    if (check.takesPreviousForGranted()) {
      review
          .about(path)
          .warning(
              "there is no `previous` at an entity's first event: the check cannot be asked then",
              "begin it with `previous == null || ...`");
    }
    readsWhatIsThere(review, path, check);
  }

  private static @Nullable String hint(Review review, String path, Fault fault) {
    String meant =
        fault.unknown() == null ? null : Spelling.nearest(fault.unknown(), fault.known());
    if (meant != null) {
      return "did you mean `" + meant + "`?";
    }
    boolean isPlain = review.node(path) instanceof Scalar node && node.plain();
    return isPlain && fault.endsTooEarly()
        ? "is something missing? A check with a comma, a colon or a `#` needs quotes"
        : fault.hint();
  }

  private static void readsWhatIsThere(Review review, String path, Check check) {
    JobSpec spec = review.spec();
    if (spec.event().type() == null && check.places().contains(EVENT_TYPE)) {
      review
          .about(path, EVENT_TYPE)
          .error("the check asks for `event.type`, and there is none", "such as `type: /type`");
    }
    if (spec.state().reduce() instanceof Fields fields) {
      Set<String> known = fields.folds().keySet();
      for (String place : check.places()) {
        if (place.startsWith("state.") && known.stream().noneMatch(each -> isIn(place, each))) {
          String name = place.substring("state.".length());
          String meant = Spelling.nearest(name, known);
          review
              .about(path, "state.reduce")
              .error(
                  "the state has no `" + name + "`",
                  meant != null
                      ? "did you mean `" + meant + "`?"
                      : "`reduce` makes " + String.join(", ", known));
        }
      }
    }
  }

  private static boolean isIn(String place, String field) {
    return place.equals("state." + field) || place.startsWith("state." + field + ".");
  }
}
