package dev.lockstep.deadletter;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
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
 * @param detail the facts, for people
 * @param stateSeen the entity's state that it was judged against, JSON; null when there was none,
 *     or no entity was asked
 * @param settled the entity's settled version then, null as before
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
    String detail,
    @Nullable Bytes stateSeen,
    @Nullable Version settled) {

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
        detail,
        otherState,
        settled);
  }

  /** A record that is no event. */
  public static DeadLetter of(Undecodable record) {
    return new DeadLetter(
        record.raw(),
        record.entity(),
        record.id(),
        null,
        null,
        null,
        Verdict.MALFORMED,
        Admission.reasonOf(record.flaw()),
        record.detail(),
        null,
        null);
  }

  /** An event that was judged and not applied. */
  public static DeadLetter of(Judged judged) {
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
        judged.detail(),
        judged.stateSeen(),
        judged.settled());
  }
}
