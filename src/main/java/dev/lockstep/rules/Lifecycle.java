package dev.lockstep.rules;

import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Violation;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events may come in which stage of an entity's life.
 *
 * @param initial the stage that an entity begins in
 * @param terminal the stages that end it
 * @param stages by stage: the event types that may come, each with the stage after it
 */
public record Lifecycle(
    String initial, Set<String> terminal, Map<String, Map<String, String>> stages)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What operators know this rule by. */
  public static final String RULE = "lifecycle";

  public Lifecycle {
    terminal = Collections.unmodifiableSet(new LinkedHashSet<>(terminal));
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    stages.forEach(
        (stage, ways) -> copy.put(stage, Collections.unmodifiableMap(new LinkedHashMap<>(ways))));
    stages = Collections.unmodifiableMap(copy);
  }

  /** Where the event takes an entity that is in the stage; null is the beginning. */
  Passage pass(@Nullable String stage, Event event) {
    String from = stage == null ? initial : stage;
    Map<String, String> ways = stages.getOrDefault(from, Map.of());
    String to = ways.get(event.type());
    return to != null
        ? new Passage(to, null)
        : new Passage(
            stage, new Violation(Reason.LIFECYCLE, RULE, noWay(from, event.type(), ways.keySet())));
  }

  /** Whether it ends an entity to be in this stage. */
  boolean ends(@Nullable String stage) {
    return stage != null && terminal.contains(stage);
  }

  private String noWay(String stage, String type, Set<String> ways) {
    String what = "no way from `" + stage + "` by `" + type + "`: ";
    if (!ways.isEmpty()) {
      return what + "there come " + String.join(", ", ways);
    }
    boolean known = terminal.contains(stage) || stages.containsKey(stage);
    return what + (known ? "it is the end" : "the lifecycle has no such stage");
  }
}
