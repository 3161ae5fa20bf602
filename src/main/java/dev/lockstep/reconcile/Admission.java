package dev.lockstep.reconcile;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Origin;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Incident.Facts;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Decides which way a record goes before its entity is asked.
 *
 * @param maxAheadMillis how far ahead of processing time an event is believed
 */
public record Admission(long maxAheadMillis) implements Serializable {

  /** The ways that a record can go. */
  public enum Way {
    /** An event of the critical lane: to its entity. */
    CRITICAL,
    /** An event of the analytics lane: handed on. */
    ANALYTICS,
    /** No event: a dead letter. */
    UNDECODABLE,
    /** An event further ahead in time than is believed: a dead letter. */
    FUTURE,
    /** A control event: to its entity. It is no event, and not counted. */
    CONTROL,
    /** No control event, or one with a corrected event that is not believed: an incident. */
    REFUSED_CONTROL;

    /** Whether what goes this way is an event: it is counted as received, and gets a verdict. */
    public boolean isEvent() {
      return this != CONTROL && this != REFUSED_CONTROL;
    }
  }

  /** The way of a record at this processing time. */
  public Way way(Decoded decoded, long nowMillis) {
    if (decoded instanceof Event event) {
      return isBelieved(event, nowMillis) ? Way.CRITICAL : Way.FUTURE;
    }
    if (decoded instanceof AnalyticsEvent) {
      return Way.ANALYTICS;
    }
    if (decoded instanceof Undecodable) {
      return Way.UNDECODABLE;
    }
    if (decoded instanceof ControlEvent control) {
      Event corrected = control.corrected();
      return corrected == null || isBelieved(corrected, nowMillis)
          ? Way.CONTROL
          : Way.REFUSED_CONTROL;
    }
    if (decoded instanceof UnreadableControl) {
      return Way.REFUSED_CONTROL;
    }
    throw new AssertionError(decoded);
  }

  /** The answer to what goes the way {@link Way#REFUSED_CONTROL}. */
  public Incident refused(Decoded decoded, long nowMillis) {
    if (decoded instanceof UnreadableControl control) {
      String id = control.id() == null ? "" : control.id() + ": ";
      Facts facts = new Facts(null, null, null, null, control.id(), null);
      return refused(control.entity(), control.origin(), id + control.detail(), facts);
    }
    if (decoded instanceof ControlEvent control && control.corrected() != null) {
      Facts facts = new Facts(control.culprit(), null, null, Act.of(control), null, null);
      String detail =
          "the corrected event is not believed: " + ahead(control.corrected(), nowMillis);
      return refused(control.entity(), control.origin(), detail, facts);
    }
    throw new AssertionError(decoded);
  }

  private static Incident refused(
      @Nullable String entity, Origin origin, String detail, Facts facts) {
    return new Incident(
        Incident.Kind.CONTROL_REFUSED,
        entity == null ? "" : entity,
        null,
        null,
        origin,
        detail,
        Moment.UNKNOWN,
        facts);
  }

  /** Whether the event's clock is believed: only then may it move the watermark. */
  public boolean isBelieved(Event event, long nowMillis) {
    return isBelieved(event.timeMillis(), nowMillis);
  }

  private boolean isBelieved(long timeMillis, long nowMillis) {
    return timeMillis <= Millis.plus(nowMillis, maxAheadMillis);
  }

  /**
   * The place that a numbered analytics event takes. A time that is not believed is none, as one
   * that cannot be read: it would be the entity's, and all that waits would wait for it.
   */
  public PlaceMarker place(PlaceMarker marker, long nowMillis) {
    return isBelieved(marker.identity().timeMillis(), nowMillis) ? marker : marker.withoutTime();
  }

  /** The event of a clock that is not believed, judged. */
  public Judged future(Event event, long nowMillis) {
    return new Judged(
        event, Verdict.MALFORMED, Reason.FUTURE, "", ahead(event, nowMillis), true, null, null);
  }

  private String ahead(Event event, long nowMillis) {
    return "time "
        + event.timeMillis()
        + " is more than "
        + maxAheadMillis
        + " ms after "
        + nowMillis;
  }

  /** The reason that a flaw of a record gives for the verdict MALFORMED. */
  public static Reason reasonOf(Flaw flaw) {
    return switch (flaw) {
      case UNREADABLE -> Reason.UNREADABLE;
      case NO_VALUE -> Reason.NO_VALUE;
      case FIELD_MISSING -> Reason.FIELD_MISSING;
      case FIELD_WRONG -> Reason.FIELD_WRONG;
      case OVER_LIMIT -> Reason.OVER_LIMIT;
    };
  }
}
