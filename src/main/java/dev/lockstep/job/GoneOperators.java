package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.spec.Severity;
import dev.lockstep.state.SavedState;
import dev.lockstep.state.Uids;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;

/**
 * The operators that a savepoint keeps state for and the job does not have. Flink goes on from it
 * only if it is told to drop what they kept.
 *
 * @param uids of them
 */
record GoneOperators(Set<String> uids) {
  /** What tells Flink to drop what they kept. */
  static final Configuration DROPPING =
      new Configuration().set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);

  GoneOperators {
    uids = Set.copyOf(uids);
  }

  /**
   * Compares them; where the savepoint cannot be seen, none is gone.
   *
   * @param savepoint null when the job begins anew
   */
  static GoneOperators of(@Nullable String savepoint, StreamGraph graph) {
    if (savepoint == null) {
      return new GoneOperators(Set.of());
    }
    try {
      Set<String> gone = new TreeSet<>(SavedState.open(savepoint).operators());
      graph.getStreamNodes().stream()
          .map(StreamNode::getTransformationUID)
          .filter(Objects::nonNull)
          .forEach(gone::remove);
      return new GoneOperators(gone);
    } catch (IOException unseen) {
      return new GoneOperators(Set.of());
    }
  }

  /**
   * Whether what they kept can be dropped: outputs and controls come and go with the spec, and what
   * that costs is looked at by itself.
   */
  boolean mayBeDropped() {
    return !uids.isEmpty() && uids.stream().allMatch(Uids::isOptional);
  }

  List<Finding> findings() {
    String needed =
        uids.stream()
            .filter(uid -> !Uids.isOptional(uid))
            .sorted()
            .collect(Collectors.joining(", "));
    return needed.isEmpty()
        ? List.of()
        : List.of(
            new Finding(
                Severity.ERROR,
                "the savepoint keeps state for operators that this job does not have: " + needed,
                "go on with the version of Lockstep that has them"));
  }
}
