package dev.lockstep.codec;

import dev.lockstep.event.Place;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.Portrait;
import dev.lockstep.reconcile.Quarantine;
import java.util.Map;

/** The fields of an entity as an operator sees it. */
final class PortraitLine {
  private PortraitLine() {}

  /**
   * Adds them.
   *
   * @param cut how much there was of each part that is missing or shortened
   */
  static void add(JsonLine line, Portrait portrait, Map<String, Long> cut) {
    line.version("settled", portrait.settled())
        .version("lastApplied", portrait.lastApplied())
        .number("sequence", portrait.sequence())
        .hex("chain", portrait.chain());
    if (portrait.timeMillis() == Long.MIN_VALUE) {
      line.none("time");
    } else {
      line.number("time", portrait.timeMillis());
    }
    line.flag("deleted", portrait.deleted())
        .text("stage", portrait.stage())
        .json("state", portrait.state());
    waiting(line, portrait);
    Quarantine quarantine = portrait.quarantine();
    if (quarantine == null) {
      line.none("quarantine");
    } else {
      line.open("quarantine").text("culprit", portrait.name());
      QuarantineLine.why(line, quarantine);
      line.close();
    }
    line.openArray("acts");
    for (Act act : portrait.acts().acts()) {
      IncidentLine.add(line.element(), act);
      line.close();
    }
    line.closeArray().cut(cut);
  }

  private static void waiting(JsonLine line, Portrait portrait) {
    line.openArray("held");
    for (Place place : portrait.held()) {
      line.element();
      if (place instanceof Version version) {
        line.version("version", version);
      } else {
        line.text("place", place.toString());
      }
      line.close();
    }
    line.closeArray();
    Gap gap = portrait.gap();
    if (gap == null) {
      line.none("gap");
    } else {
      line.open("gap").version("from", gap.from()).version("to", gap.to()).close();
    }
    if (portrait.deadlineMillis() == null) {
      line.none("deadline");
    } else {
      line.number("deadline", portrait.deadlineMillis());
    }
  }
}
