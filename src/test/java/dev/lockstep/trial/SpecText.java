package dev.lockstep.trial;

import dev.lockstep.simulate.Chance;
import java.util.List;

/**
 * The spec of a trial's job, as a user would write it. How parallel it is, where it keeps state and
 * how much of it in memory beside follow from the seed.
 */
record SpecText(Mode mode, long seed, String name, String servers) {
  /** What the name of the control topic ends with. */
  static final String CONTROL = "-control";

  String yaml() {
    Chance chance = Chance.of(seed);
    StringBuilder topics = new StringBuilder();
    for (String output : Outputs.names(mode)) {
      String all = output.equals("verdicts") ? ", all: true" : "";
      topics.append("  %s: {kafka: {topic: %s-%s}%s}%n".formatted(output, name, output, all));
    }
    return """
        lockstep: 1
        name: %s
        source:
          kafka: {bootstrap-servers: "%s", topics: [%s], properties: {partition.discovery.interval.ms: 500}}
        event: {entity: /e, id: /id, type: /t, %s, time: /at, delete: /gone, data: /d}
        lanes: {analytics: [Viewed]}
        order: {%s}
        watermarks: {%s}
        state: {reduce: %s%s}
        outputs:
        %s
        %s
        flink:
          parallelism: %d
          checkpoint-interval: 300ms
          backend: %s
          cache: %s
          properties: {restart-strategy.exponential-delay.initial-backoff: 100ms, pipeline.auto-watermark-interval: %s}
        """
        .formatted(
            name,
            servers,
            name,
            mode.event,
            mode.order,
            mode.watermarks(),
            mode.replaces() ? "replace" : "patch",
            mode.hasInvariants() ? ", " + Invariants.SPEC : "",
            topics,
            mode.quarantines() ? "control: {kafka: {topic: %s%s}}".formatted(name, CONTROL) : "",
            Site.SLOTS - chance.below(Site.SLOTS / Site.TASK_MANAGERS),
            chance.of(List.of("rocksdb", "heap")),
            chance.of(List.of("64MiB", "4KiB", "off")),
            mode.hasty() ? "10ms" : "200ms");
  }
}
