package dev.lockstep.savepoint;

import dev.lockstep.rules.Lifecycle;
import java.util.Set;
import java.util.TreeSet;

/** The stages that a lifecycle knows. */
final class Stages {
  private Stages() {}

  static Set<String> of(Lifecycle lifecycle) {
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
