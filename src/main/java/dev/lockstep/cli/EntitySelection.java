package dev.lockstep.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which quarantined entities are meant. */
final class EntitySelection {
  @Option(names = "--rule", paramLabel = "RULE", description = "Those that break this rule.")
  private @Nullable String rule;

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description = "Those that are quarantined for longer than this, as in 5m.")
  private @Nullable Duration olderThan;

  boolean isGiven() {
    return rule != null || olderThan != null;
  }

  List<StoppedEntity> of(List<StoppedEntity> all, long nowMillis) {
    return all.stream().filter(each -> fits(each, nowMillis)).toList();
  }

  private boolean fits(StoppedEntity entity, long nowMillis) {
    return (rule == null || rule.equals(entity.rule()))
        && (olderThan == null || entity.age(nowMillis).compareTo(olderThan) > 0);
  }
}
