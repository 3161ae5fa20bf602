package dev.lockstep.spec;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import org.jspecify.annotations.Nullable;

/**
 * Where operators' control events come from.
 *
 * @param kafka the topic, null when there is none
 */
public record ControlSpec(@Nullable KafkaTopic kafka) {
  /** Nobody controls the job. */
  public static final ControlSpec NONE = new ControlSpec(null);
}
