package dev.lockstep.reconcile;

import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident.Facts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in one turn, in order: verdicts and incidents, with the facts of the moment. */
final class Outbox {
  private final Turn turn;
  private final List<Output> outputs = new ArrayList<>(2);

  Outbox(Turn turn) {
    this.turn = turn;
  }

  List<Output> outputs() {
    return List.copyOf(outputs);
  }

  void add(Output output) {
    outputs.add(output);
  }

  void verdict(Event event, Verdict verdict, Reason reason, String detail, boolean deadLetter) {
    judged(event, verdict, reason, "", detail, deadLetter);
  }

  void deadLetter(Event event, Verdict verdict, Reason reason, String detail) {
    judged(event, verdict, reason, "", detail, true);
  }

  void rejected(Event event, Violation violation) {
    String rule = violation.rule();
    judged(event, Verdict.REJECTED, violation.reason(), rule, violation.detail(), true);
  }

  private void judged(
      Event event, Verdict verdict, Reason reason, String rule, String detail, boolean deadLetter) {
    outputs.add(
        new Judged(
            event,
            verdict,
            reason,
            rule,
            detail,
            deadLetter,
            deadLetter ? turn.state : null,
            turn.settled));
  }

  void stale(Event event, Reason reason, String detail) {
    boolean deadLetter = turn.policy.handling(event.type()).routes().staleToDeadLetters();
    verdict(event, Verdict.STALE, reason, detail, deadLetter);
  }

  void late(Event event, String detail) {
    boolean deadLetter = turn.policy.handling(event.type()).routes().lateToDeadLetters();
    verdict(event, Verdict.LATE, Reason.PLACE_PASSED, detail, deadLetter);
  }

  void duplicate(Event event, Reason reason, Identity first) {
    String detail = "the event of time " + first.timeMillis() + " said the same";
    verdict(event, Verdict.DUPLICATE, reason, detail, false);
  }

  static String conflictDetail(Identity event, Origin origin, Identity first) {
    return String.format(
        "known: version %s, id hash %016x, content hash %016x, time %d;"
            + " arrived: version %s, id hash %016x, content hash %016x, time %d, from %s",
        first.version(),
        first.idHash(),
        first.contentHash(),
        first.timeMillis(),
        event.version(),
        event.idHash(),
        event.contentHash(),
        event.timeMillis(),
        origin);
  }

  void incident(
      Incident.Kind kind,
      @Nullable Version from,
      @Nullable Version to,
      @Nullable Event event,
      String detail) {
    Origin origin = event == null ? null : event.raw().origin();
    incident(kind, from, to, origin, detail, Facts.NONE);
  }

  /** An operator's answer, which comes before all that the verb has brought about. */
  void answer(Incident.Kind kind, Origin control, String detail, Facts facts) {
    long watermark = turn.moment.watermark();
    outputs.add(0, new Incident(kind, turn.id, null, null, control, detail, watermark, facts));
  }

  void incident(
      Incident.Kind kind,
      @Nullable Version from,
      @Nullable Version to,
      @Nullable Origin origin,
      String detail,
      Facts facts) {
    outputs.add(
        new Incident(kind, turn.id, from, to, origin, detail, turn.moment.watermark(), facts));
  }
}
