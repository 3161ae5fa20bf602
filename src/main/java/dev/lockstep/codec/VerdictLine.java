package dev.lockstep.codec;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import org.jspecify.annotations.Nullable;

/** The line of what was decided about one event; what is not known of it is null. */
public final class VerdictLine {
  private VerdictLine() {}

  /** The line of an event that was not applied, without its end. */
  public static Bytes of(Judged judged) {
    Event event = judged.event();
    return line(event.entity(), event.id(), event.version())
        .text("verdict", judged.verdict().name())
        .text("reason", judged.reason().name())
        .text("detail", judged.detail())
        .origin("origin", event.raw().origin())
        .end();
  }

  /** The line of an event set aside, without its end. */
  public static Bytes of(DeadLetter letter) {
    return line(letter.entity(), letter.id(), letter.version())
        .text("verdict", letter.verdict().name())
        .text("reason", letter.reason().name())
        .text("detail", letter.detail())
        .origin("origin", letter.raw().origin())
        .end();
  }

  /** The line of an applied event, without its end. */
  public static Bytes of(Change change) {
    Event event = change.event();
    return plain(
        line(event.entity(), event.id(), event.version()),
        Verdict.APPLIED,
        Reason.IN_ORDER,
        event.raw().origin());
  }

  /** The line of an analytics event that was handed on, without its end. */
  public static Bytes of(AnalyticsEvent event) {
    String entity = event.marker() == null ? null : event.marker().entity();
    Version version = event.marker() == null ? null : event.marker().version();
    return plain(
        line(entity, null, version), Verdict.PASSED, Reason.ANALYTICS, event.raw().origin());
  }

  private static Bytes plain(JsonLine line, Verdict verdict, Reason reason, Origin origin) {
    return line.text("verdict", verdict.name())
        .text("reason", reason.name())
        .none("detail")
        .origin("origin", origin)
        .end();
  }

  private static JsonLine line(
      @Nullable String entity, @Nullable String id, @Nullable Version version) {
    return new JsonLine().text("entity", entity).text("id", id).version("version", version);
  }
}
