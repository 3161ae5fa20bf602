package dev.lockstep.deadletter;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One event set aside.
 *
 * @param raw the record as it was read
 * @param entity the entity's id, null when it could not be read
 * @param id the event's id, null when it could not be read
 * @param type what kind of fact it is, null when it is no event
 * @param version its version, null when it has none or is no event
 * @param timeMillis when it happened, epoch milliseconds, null when it is no event
 * @param verdict what was decided
 * @param reason why
 * @param rule the name of the rule that it breaks, empty when it breaks none
 * @param detail the facts, for people
 * @param stateSeen the entity's state that it was judged against, JSON; null when there was none,
 *     or no entity was asked
 * @param settled the entity's settled version then, null as before
 * @param setAsideMillis processing time when it was set aside, epoch milliseconds
 * @param redacted whether values were taken out of the record: it is whole at its origin only
 */
public record DeadLetter(
    Raw raw,
    @Nullable String entity,
    @Nullable String id,
    @Nullable String type,
    @Nullable Version version,
    @Nullable Long timeMillis,
    Verdict verdict,
    Reason reason,
    String rule,
    String detail,
    @Nullable Bytes stateSeen,
    @Nullable Version settled,
    long setAsideMillis,
    boolean redacted) {

  /** How often it was replayed before; it was set aside once more than that. */
  public int laps() {
    return Laps.of(raw.headers());
  }

  /** The same letter with another record and another state in it. */
  public DeadLetter with(Raw otherRaw, @Nullable Bytes otherState) {
    return new DeadLetter(
        otherRaw,
        entity,
        id,
        type,
        version,
        timeMillis,
        verdict,
        reason,
        rule,
        detail,
        otherState,
        settled,
        setAsideMillis,
        redacted);
  }

  /** The same letter without values that operators must not see. */
  public DeadLetter redacted(
      Raw shownRaw, @Nullable Bytes shownState, String shownDetail, boolean isRedacted) {
    return new DeadLetter(
        shownRaw,
        entity,
        id,
        type,
        version,
        timeMillis,
        verdict,
        reason,
        rule,
        shownDetail,
        shownState,
        settled,
        setAsideMillis,
        isRedacted);
  }

  /** A record that is no event, set aside at this time. */
  public static DeadLetter of(Undecodable record, long nowMillis) {
    return new DeadLetter(
        record.raw(),
        record.entity(),
        record.id(),
        null,
        null,
        null,
        Verdict.MALFORMED,
        Admission.reasonOf(record.flaw()),
        "",
        record.detail(),
        null,
        null,
        nowMillis,
        false);
  }

  /** An event that was judged and not applied, set aside at this time. */
  public static DeadLetter of(Judged judged, long nowMillis) {
    Event event = judged.event();
    return new DeadLetter(
        event.raw(),
        event.entity(),
        event.id(),
        event.type(),
        event.version(),
        event.timeMillis(),
        judged.verdict(),
        judged.reason(),
        judged.rule(),
        judged.detail(),
        judged.stateSeen(),
        judged.settled(),
        nowMillis,
        false);
  }
}
