package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.state.Layout;
import org.apache.flink.util.OutputTag;

/** The side outputs. */
final class Lanes {
  static final OutputTag<AnalyticsEvent> ANALYTICS =
      new OutputTag<>("analytics", Layout.ANALYTICS.typeInformation());
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", Layout.DEAD_LETTER.typeInformation());
  static final OutputTag<Incident> INCIDENTS =
      new OutputTag<>("incidents", Layout.INCIDENT.typeInformation());
  static final OutputTag<Ruling> RULINGS =
      new OutputTag<>("verdicts", Layout.RULING.typeInformation());

  static final OutputTag<Quarantined> QUARANTINE =
      new OutputTag<>("quarantine", Layout.QUARANTINED.typeInformation());

  private Lanes() {}
}
