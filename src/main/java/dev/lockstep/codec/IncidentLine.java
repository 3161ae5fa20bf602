package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Moment;
import java.util.Map;

/** The line of something that an operator should know. */
public final class IncidentLine {
  private IncidentLine() {}

  /** The line, without its end; a watermark that is not known yet, or past the end, is null. */
  public static Bytes of(Incident incident) {
    return of(incident, Map.of());
  }

  /**
   * The line of an incident whose portrait is not whole, without its end.
   *
   * @param cut how much there was of each part that is missing or shortened
   */
  public static Bytes of(Incident incident, Map<String, Long> cut) {
    JsonLine line =
        new JsonLine()
            .number("schema", 1)
            .text("kind", incident.kind().name())
            .text("entity", incident.entity())
            .version("from", incident.from())
            .version("to", incident.to())
            .origin("origin", incident.origin())
            .text("detail", incident.detail());
    long watermark = incident.watermark();
    if (watermark == Moment.UNKNOWN || watermark == Moment.END) {
      line.none("watermark");
    } else {
      line.number("watermark", watermark);
    }
    add(line, incident.facts(), cut);
    return line.end();
  }

  /** Fields that only some kinds have are left out of the others. */
  private static void add(JsonLine line, Facts facts, Map<String, Long> cut) {
    if (facts.culprit() != null) {
      line.text("culprit", facts.culprit());
    }
    if (facts.rule() != null && !facts.rule().isEmpty()) {
      line.text("rule", facts.rule());
    }
    if (facts.deadlineMillis() != null) {
      line.number("deadline", facts.deadlineMillis());
    }
    if (facts.act() != null) {
      Act act = facts.act();
      line.open("control");
      add(line, act);
      line.close();
    }
    if (facts.act() == null && facts.controlId() != null) {
      line.open("control").text("id", facts.controlId());
      line.close();
    }
    if (facts.portrait() != null) {
      line.open("portrait");
      PortraitLine.add(line, facts.portrait(), cut);
      line.close();
    }
  }

  static void add(JsonLine line, Act act) {
    line.text("id", act.id())
        .text("verb", act.verb().name())
        .text("by", act.by())
        .number("at", act.atMillis())
        .text("why", act.why());
  }
}
