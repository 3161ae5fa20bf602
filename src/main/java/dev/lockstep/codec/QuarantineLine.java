package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantine.Culprit;
import dev.lockstep.reconcile.Quarantined;
import java.util.Map;

/** The line of what is to be known of a quarantined entity, or that it no longer is one. */
public final class QuarantineLine {
  private QuarantineLine() {}

  /** The line, without its end. */
  public static Bytes of(Quarantined notice) {
    return of(notice, Map.of());
  }

  /**
   * The line of a notice that is not whole, without its end.
   *
   * @param cut how many bytes each part had that is missing
   */
  public static Bytes of(Quarantined notice, Map<String, Long> cut) {
    Quarantine quarantine = notice.quarantine();
    JsonLine line =
        new JsonLine()
            .number("schema", 1)
            .text("entity", notice.entity())
            .flag("quarantined", quarantine != null);
    if (quarantine == null) {
      return line.end();
    }
    line.text("culprit", notice.name());
    why(line, quarantine);
    line.number("held", notice.held())
        .version("settled", notice.settled())
        .text("stage", notice.stage())
        .json("state", notice.state());
    Event event = notice.culprit();
    if (event == null) {
      return line.none("event").cut(cut).end();
    }
    return line.open("event")
        .text("id", event.id())
        .text("type", event.type())
        .version("version", event.version())
        .number("time", event.timeMillis())
        .json("data", event.data())
        .origin("origin", event.raw().origin())
        .close()
        .cut(cut)
        .end();
  }

  /** What brought a quarantine on. */
  static void why(JsonLine line, Quarantine quarantine) {
    Culprit culprit = quarantine.culprit();
    line.text("cause", quarantine.cause().name())
        .text("reason", quarantine.cause() == Cause.GAP ? null : quarantine.reason().name())
        .text("rule", quarantine.rule())
        .text("detail", quarantine.detail())
        .text("culpritAt", culprit == null ? null : culprit.origin().toString())
        .number("since", quarantine.sinceMillis());
  }
}
