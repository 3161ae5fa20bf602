package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Moment;

/** The line of something that an operator should know. */
public final class IncidentLine {
  private IncidentLine() {}

  /** The line, without its end; a watermark that is not known yet, or past the end, is null. */
  public static Bytes of(Incident incident) {
    JsonLine line =
        new JsonLine()
            .text("kind", incident.kind().name())
            .text("entity", incident.entity())
            .version("from", incident.from())
            .version("to", incident.to())
            .origin("origin", incident.origin())
            .text("detail", incident.detail());
    long watermark = incident.watermark();
    return watermark == Moment.UNKNOWN || watermark == Moment.END
        ? line.none("watermark").end()
        : line.number("watermark", watermark).end();
  }
}
