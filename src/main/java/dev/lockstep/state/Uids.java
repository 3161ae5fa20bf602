package dev.lockstep.state;

import java.util.Set;

/**
 * The names under which Flink finds state again: operator uids and state names.
 *
 * <p>A name that was released never changes and is never used for something else; a savepoint is
 * lost to whoever does.
 */
public final class Uids {
  /** Reads and decodes records. */
  public static final String SOURCE = "source";

  /** Takes events apart by lane. */
  public static final String LANES = "lanes";

  /** Reads control events. */
  public static final String CONTROL_SOURCE = "control-source";

  /** Sends control events to their entities. */
  public static final String CONTROLS = "controls";

  /** Decides and applies, keyed by entity. */
  public static final String RECONCILE = "reconcile";

  /** Writes each change of state. */
  public static final String STATE_SINK = "sink-state";

  /** Writes each applied event. */
  public static final String APPLIED_SINK = "sink-applied";

  /** Hands on analytics events. */
  public static final String ANALYTICS_SINK = "sink-analytics";

  /** Writes dead letters. */
  public static final String DEAD_LETTERS_SINK = "sink-dead-letters";

  /** Writes incidents. */
  public static final String INCIDENTS_SINK = "sink-incidents";

  /** Tells of quarantined entities. */
  public static final String QUARANTINE_SINK = "sink-quarantine";

  /** Writes verdicts. */
  public static final String VERDICTS_SINK = "sink-verdicts";

  /** Keyed, of {@link #RECONCILE}: the entity with its small held bodies. */
  public static final String ENTITY_STATE = "entity";

  /** Keyed, of {@link #RECONCILE}: held bodies that are too large to be kept with the entity. */
  public static final String BODIES_STATE = "bodies";

  /** Keyed, of {@link #RECONCILE}: remembered events, all but the entity's last ones. */
  public static final String MEMORY_STATE = "memory";

  /** Keyed, of {@link #RECONCILE}: there for each quarantined entity, so that they are counted. */
  public static final String QUARANTINED_STATE = "quarantined";

  /** Timers, of {@link #RECONCILE}. */
  public static final String TIMERS = "timers";

  /** Operator state of {@link #LANES} and {@link #RECONCILE}: what was counted. */
  public static final String TALLY_STATE = "tally";

  /** Operator state of {@link #LANES}: what the job is that the state belongs to. */
  public static final String IDENTITY_STATE = "identity";

  /** Operator state of {@link #RECONCILE}: the last watermark. */
  public static final String WATERMARK_STATE = "watermark";

  private static final Set<String> OPTIONAL =
      Set.of(
          CONTROL_SOURCE,
          CONTROLS,
          STATE_SINK,
          APPLIED_SINK,
          ANALYTICS_SINK,
          DEAD_LETTERS_SINK,
          INCIDENTS_SINK,
          QUARANTINE_SINK,
          VERDICTS_SINK);

  private Uids() {}

  /**
   * Whether an operator comes and goes with the spec.
   *
   * @param uid of it, or what Flink makes of it for a part of a sink: the uid at its end
   */
  public static boolean isOptional(String uid) {
    return OPTIONAL.stream().anyMatch(uid::endsWith);
  }
}
