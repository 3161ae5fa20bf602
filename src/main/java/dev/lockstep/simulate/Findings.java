package dev.lockstep.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found wrong with one entity so far. */
record Findings(CheckedEntity entity, List<Finding> all) {
  Findings(CheckedEntity entity) {
    this(entity, new ArrayList<>());
  }

  void require(boolean holds, String rule, @Nullable Object detail) {
    if (!holds) {
      all.add(new Finding(entity.id(), rule, String.valueOf(detail)));
    }
  }
}
