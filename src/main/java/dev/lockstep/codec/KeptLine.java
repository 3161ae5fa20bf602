package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.Quarantine;
import java.util.List;

/** The line of an entity as a savepoint keeps it. */
public final class KeptLine {
  private KeptLine() {}

  /**
   * The line, without its end.
   *
   * @param gaps what is missing below what it holds
   */
  public static Bytes of(String id, Entity entity, List<Gap> gaps) {
    JsonLine line =
        new JsonLine()
            .text("entity", id)
            .version("settled", entity.settled())
            .version("lastApplied", entity.lastApplied())
            .number("sequence", entity.sequence())
            .hex("chain", entity.chain());
    if (entity.timeMillis() == Long.MIN_VALUE) {
      line.none("time");
    } else {
      line.number("time", entity.timeMillis());
    }
    line.flag("deleted", entity.deleted())
        .text("stage", entity.stage())
        .json("state", entity.state())
        .number("remembered", entity.memory().size());
    waiting(line, entity, gaps);
    marks(line, entity);
    return line.end();
  }

  private static void waiting(JsonLine line, Entity entity, List<Gap> gaps) {
    line.openArray("held");
    for (HeldEntry entry : entity.held().entries()) {
      line.element();
      if (entry.place() instanceof Version version) {
        line.version("version", version);
      } else {
        line.text("place", entry.place().toString());
      }
      line.flag("marker", entry.isMarker()).close();
    }
    line.closeArray();
    gaps(line, "gaps", gaps);
  }

  private static void marks(JsonLine line, Entity entity) {
    gaps(line, "abandoned", entity.abandoned().gaps());
    Quarantine quarantine = entity.quarantine();
    if (quarantine == null) {
      line.none("quarantine");
    } else {
      Quarantine.Culprit culprit = quarantine.culprit();
      line.open("quarantine").text("culprit", culprit == null ? null : culprit.id());
      QuarantineLine.why(line, quarantine);
      line.close();
    }
    line.openArray("acts");
    for (Act act : entity.acts().acts()) {
      IncidentLine.add(line.element(), act);
      line.close();
    }
    line.closeArray();
  }

  private static void gaps(JsonLine line, String name, List<Gap> gaps) {
    line.openArray(name);
    for (Gap gap : gaps) {
      line.element().version("from", gap.from()).version("to", gap.to()).close();
    }
    line.closeArray();
  }
}
