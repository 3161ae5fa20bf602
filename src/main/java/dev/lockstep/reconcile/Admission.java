package dev.lockstep.reconcile;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.UnreadableControl;
import java.io.Serializable;

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
    /** No control event: an incident. */
    UNREADABLE_CONTROL;

    /** Whether what goes this way is an event: it is counted as received, and gets a verdict. */
    public boolean isEvent() {
      return this != CONTROL && this != UNREADABLE_CONTROL;
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
    if (decoded instanceof ControlEvent) {
      return Way.CONTROL;
    }
    if (decoded instanceof UnreadableControl) {
      return Way.UNREADABLE_CONTROL;
    }
    throw new AssertionError(decoded);
  }

  /** What is said about a record of the control input that is no control event. */
  public static Incident refused(UnreadableControl control) {
    String entity = control.entity() == null ? "" : control.entity();
    String id = control.id() == null ? "" : control.id() + ": ";
    return new Incident(
        Incident.Kind.CONTROL_REFUSED,
        entity,
        null,
        null,
        control.origin(),
        id + control.detail(),
        Moment.UNKNOWN,
        Incident.Facts.NONE);
  }

  /** Whether the event's clock is believed: only then may it move the watermark. */
  public boolean isBelieved(Event event, long nowMillis) {
    return event.timeMillis() <= Millis.plus(nowMillis, maxAheadMillis);
  }

  /** The event of a clock that is not believed, judged. */
  public Judged future(Event event, long nowMillis) {
    String detail =
        "time " + event.timeMillis() + " is more than " + maxAheadMillis + " ms after " + nowMillis;
    return new Judged(event, Verdict.MALFORMED, Reason.FUTURE, "", detail, true, null, null);
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
