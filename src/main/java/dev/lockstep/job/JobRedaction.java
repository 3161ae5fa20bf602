package dev.lockstep.job;

import dev.lockstep.codec.Redaction;
import dev.lockstep.deadletter.Redactor;
import dev.lockstep.reduce.Reduction;
import dev.lockstep.spec.JobSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes out of what operators are told the values that a spec redacts. */
public final class JobRedaction {
  private JobRedaction() {}

  /** What the operators of a job use. */
  static Redactor redactor(JobSpec spec) {
    Redaction redaction = of(spec.redact().stream().sorted().toList(), spec);
    return redaction == null ? Redactor.NONE : redaction;
  }

  /**
   * The redaction of a job's values at these pointers, null when there are none.
   *
   * @param pointers as a spec names them
   */
  public static @Nullable Redaction of(List<String> pointers, JobSpec spec) {
    if (pointers.isEmpty()) {
      return null;
    }
    Redaction redaction = Redaction.of(pointers, JobParts.fields(spec));
    Reduction reduction = spec.state().reduce();
    if (reduction instanceof Reduction.UserClass) {
      return redaction.ofOpaqueStates();
    }
    return reduction instanceof Reduction.Fields folds
        ? redaction.ofStates(statePointers(folds, redaction.data()))
        : redaction;
  }

  /** The fields of the state that are made of what is redacted. */
  private static List<String> statePointers(Reduction.Fields folds, List<String> data) {
    return folds.folds().entrySet().stream()
        .filter(
            fold ->
                data.stream().anyMatch(each -> Redaction.touch(each, fold.getValue().pointer())))
        .map(fold -> "/" + fold.getKey().replace("~", "~0").replace("/", "~1"))
        .toList();
  }
}
