package dev.lockstep.savepoint;

import dev.lockstep.rules.Lifecycle;
import dev.lockstep.spec.JobSpec;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stages that a lifecycle knows. */
final class Stages {
  private Stages() {}

  /** Those of a spec; null where it has no lifecycle. */
  static @Nullable Set<String> of(JobSpec spec) {
    Lifecycle lifecycle = spec.state().lifecycle();
    return lifecycle == null ? null : of(lifecycle);
  }

  private static Set<String> of(Lifecycle lifecycle) {
    Set<String> stages = new TreeSet<>(lifecycle.terminal());
    stages.add(lifecycle.initial());
    lifecycle
        .stages()
        .forEach(
            (from, steps) -> {
              stages.add(from);
              stages.addAll(steps.values());
            });
    return stages;
  }
}
