package dev.lockstep.reconcile;

import dev.lockstep.event.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Why an entity applies nothing until it is released.
 *
 * @param cause what brought it on
 * @param reason the verdict's reason that the culprit would have had; for a gap GAP_ABANDONED
 * @param rule the name of the rule that the culprit breaks, empty when there is none
 * @param detail the facts, for people
 * @param culprit the event that has no verdict yet, null for a gap
 * @param gap the versions that were missing when it began, null unless it is about a gap
 * @param sinceMillis processing time when it began, epoch milliseconds
 */
public record Quarantine(
    Cause cause,
    Reason reason,
    String rule,
    String detail,
    @Nullable Culprit culprit,
    @Nullable Gap gap,
    long sinceMillis) {

  /** What brings on a quarantine. */
  public enum Cause {
    /** An event that breaks a rule, or that the reducer failed on. */
    VIOLATION,
    /** A fork. */
    CONFLICT,
    /** Missing versions. */
    GAP
  }

  /**
   * The event that caused a quarantine.
   *
   * @param id its id, by which operators name it
   * @param entry its place, identity and slot, as of a held event
   * @param origin where it was read: that of its control event if it is a corrected event
   */
  public record Culprit(String id, HeldEntry entry, Origin origin) {}

  /** The entry of a quarantine's culprit, null when there is none. */
  static @Nullable HeldEntry culpritOf(@Nullable Quarantine quarantine) {
    return quarantine == null || quarantine.culprit == null ? null : quarantine.culprit.entry;
  }
}
