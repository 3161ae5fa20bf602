package dev.lockstep.reconcile;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one record, without the record.
 *
 * @param entity the entity's id, null when it is not known
 * @param id the event's id, null when it is not known
 * @param version the event's version, null when it has none
 * @param verdict what was decided
 * @param reason why
 * @param detail the facts, for people
 * @param origin where the record was read
 */
public record Ruling(
    @Nullable String entity,
    @Nullable String id,
    @Nullable Version version,
    Verdict verdict,
    Reason reason,
    String detail,
    Origin origin) {

  /** The verdict on an event that was not applied. */
  public static Ruling of(Judged judged) {
    return of(judged.event(), judged.verdict(), judged.reason(), judged.detail());
  }

  /** The verdict on an event that was applied. */
  public static Ruling of(Change change) {
    return of(change.event(), Verdict.APPLIED, Reason.IN_ORDER, "");
  }

  /** The verdict on an event of the analytics lane: it is handed on. */
  public static Ruling of(AnalyticsEvent event) {
    PlaceMarker marker = event.marker();
    return new Ruling(
        marker == null ? null : marker.entity(),
        null,
        marker == null ? null : marker.version(),
        Verdict.PASSED,
        Reason.ANALYTICS,
        "",
        event.raw().origin());
  }

  /** The verdict on a record that is no event. */
  public static Ruling of(Undecodable record) {
    return new Ruling(
        record.entity(),
        record.id(),
        null,
        Verdict.MALFORMED,
        Admission.reasonOf(record.flaw()),
        record.detail(),
        record.raw().origin());
  }

  private static Ruling of(Event event, Verdict verdict, Reason reason, String detail) {
    return new Ruling(
        event.entity(), event.id(), event.version(), verdict, reason, detail, event.raw().origin());
  }
}
