package dev.lockstep.reconcile;

import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Quarantine.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notices when many events of many entities break rules: a bad release rather than a bad event. It
 * looks at the events that were applied, rejected or became culprits, so many at a time, and begins
 * afresh when the job starts.
 */
public final class PoisonWatch {
  /** How many events are looked at together. */
  static final int WINDOW = 500;

  /** How many of them raise the alarm. */
  static final int ALARMING = 50;

  private int seen;
  private int poisoned;
  private boolean alarmed;
  private String last = "";

  /** Takes note of a step; the incident of the alarm, null when there is none to raise. */
  public @Nullable Incident note(Step step, long watermark) {
    List<Output> outputs = step.outputs();
    // by index: an iterator would be made for each event
    for (int i = 0; i < outputs.size(); i++) {
      note(outputs.get(i), step.entity());
    }
    return judged(watermark);
  }

  /** The same of an event that was applied, and led to nothing else. */
  public @Nullable Incident noteApplied(long watermark) {
    seen++;
    return judged(watermark);
  }

  private @Nullable Incident judged(long watermark) {
    if (seen < WINDOW) {
      return null;
    }
    boolean many = poisoned >= ALARMING;
    Incident alarm = many && !alarmed ? alarm(watermark) : null;
    alarmed = many;
    seen = 0;
    poisoned = 0;
    return alarm;
  }

  private void note(Output output, Entity entity) {
    if (output instanceof Change) {
      seen++;
    } else if (output instanceof Judged judged && judged.verdict() == Verdict.REJECTED) {
      poisoned(judged.reason(), judged.rule());
    } else if (output instanceof Incident incident
        && incident.kind() == Incident.Kind.QUARANTINED) {
      Quarantine quarantine = entity.quarantine();
      if (quarantine != null && quarantine.cause() == Cause.VIOLATION) {
        poisoned(quarantine.reason(), quarantine.rule());
      }
    }
  }

  private void poisoned(Reason reason, String rule) {
    seen++;
    poisoned++;
    last = rule.isEmpty() ? reason.name() : reason + " " + rule;
  }

  private Incident alarm(long watermark) {
    String detail = poisoned + " of the last " + seen + " events broke rules, the last one " + last;
    return new Incident(
        Incident.Kind.POISON_RATE, "", null, null, null, detail, watermark, Facts.NONE);
  }
}
