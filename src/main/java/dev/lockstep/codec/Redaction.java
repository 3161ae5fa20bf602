package dev.lockstep.codec;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.deadletter.Redactor;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Raw;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.reconcile.Portrait;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Reducer;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Ruling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values at some pointers out of what operators are told, and what else may tell them: a
 * key or header that says the same, a message that quotes them.
 *
 * @param record what is taken out of records
 * @param data pointers into the data of events
 * @param state pointers into states
 * @param stateIsOpaque whether nobody knows where in a state a value may be: then none is told
 */
public record Redaction(
    RecordErasure record, List<String> data, List<String> state, boolean stateIsOpaque)
    implements Redactor {
  private static final long serialVersionUID = 1L;

  public Redaction {
    data = List.copyOf(data);
    state = List.copyOf(state);
  }

  /**
   * A redaction of states that are made of the data, name by name. A pointer is looked for from
   * wherever it may be meant: from the record's value, and from the event's data.
   *
   * @param pointers JSON pointers; {@code header:NAME} and {@code key} for what is beside the value
   * @param fields how events are read
   */
  public static Redaction of(List<String> pointers, EventFields fields) {
    List<String> data = Pointing.intoData(pointers, fields);
    return new Redaction(RecordErasure.of(pointers, fields), data, data, false);
  }

  /** Whether two pointers lead to the same value, or one to a part of the other's. */
  public static boolean touch(String pointer, String other) {
    return Pointing.isWithin(pointer, other) || Pointing.isWithin(other, pointer);
  }

  /** The same for states that are made in another way. */
  public Redaction ofStates(List<String> pointers) {
    return new Redaction(record, data, pointers, false);
  }

  /** The same for states that may hold a value anywhere. */
  public Redaction ofOpaqueStates() {
    return new Redaction(record, data, List.of(), true);
  }

  @Override
  public DeadLetter of(DeadLetter letter) {
    Secrets secrets = new Secrets();
    Raw raw = record.of(letter.raw(), secrets);
    Bytes seen = stateWithout(letter.stateSeen(), secrets);
    String detail = Messages.of(letter.reason(), letter.detail(), secrets);
    return letter.redacted(raw, seen, detail, letter.redacted() || !raw.equals(letter.raw()));
  }

  /** A record as it would lie in a dead letter. */
  public Raw of(Raw raw) {
    return record.of(raw, new Secrets());
  }

  @Override
  public Ruling of(Ruling ruling) {
    return ruling.reason() == Reason.UNREADABLE
        ? new Ruling(
            ruling.entity(),
            ruling.id(),
            ruling.version(),
            ruling.verdict(),
            ruling.reason(),
            Messages.ofUnreadable(ruling.detail()),
            ruling.origin())
        : ruling;
  }

  @Override
  public Incident of(Incident incident) {
    Facts facts = incident.facts();
    Portrait portrait = facts.portrait();
    boolean unreadable = incident.kind() == Kind.CONTROL_REFUSED && facts.act() == null;
    if (!unreadable && portrait == null) {
      return incident;
    }
    return new Incident(
        incident.kind(),
        incident.entity(),
        incident.from(),
        incident.to(),
        incident.origin(),
        unreadable ? Messages.ofControl(incident.detail()) : incident.detail(),
        incident.watermark(),
        new Facts(
            facts.culprit(),
            facts.rule(),
            facts.deadlineMillis(),
            facts.act(),
            facts.controlId(),
            portrait == null ? null : of(portrait)));
  }

  private Portrait of(Portrait portrait) {
    Secrets secrets = new Secrets();
    return new Portrait(
        portrait.settled(),
        portrait.lastApplied(),
        portrait.sequence(),
        portrait.chain(),
        portrait.timeMillis(),
        portrait.deleted(),
        portrait.stage(),
        stateWithout(portrait.state(), secrets),
        portrait.held(),
        portrait.gap(),
        portrait.deadlineMillis(),
        of(portrait.quarantine(), secrets),
        portrait.name(),
        portrait.acts());
  }

  @Override
  public Quarantined of(Quarantined notice) {
    Secrets secrets = new Secrets();
    Event culprit = notice.culprit();
    Event shown = culprit == null ? null : of(culprit, secrets);
    Bytes seen = stateWithout(notice.state(), secrets);
    return new Quarantined(
        notice.entity(),
        of(notice.quarantine(), secrets),
        notice.name(),
        shown,
        notice.held(),
        notice.settled(),
        notice.stage(),
        seen);
  }

  private Event of(Event event, Secrets secrets) {
    return new Event(
        event.entity(),
        event.id(),
        event.source(),
        event.type(),
        event.version(),
        event.timeMillis(),
        event.ranks(),
        event.delete(),
        event.contentHash(),
        RecordErasure.json(event.data(), data, secrets),
        record.of(event.raw(), secrets));
  }

  private static @Nullable Quarantine of(@Nullable Quarantine quarantine, Secrets secrets) {
    return quarantine == null
        ? null
        : new Quarantine(
            quarantine.cause(),
            quarantine.reason(),
            quarantine.rule(),
            Messages.of(quarantine.reason(), quarantine.detail(), secrets),
            quarantine.culprit(),
            quarantine.gap(),
            quarantine.sinceMillis());
  }

  /** A state without the values; they are added to the secrets. */
  private @Nullable Bytes stateWithout(@Nullable Bytes json, Secrets secrets) {
    if (json == null || json.length() == 0) {
      return json;
    }
    return stateIsOpaque ? Erased.WORD_AS_JSON : RecordErasure.json(json, state, secrets);
  }

  /** What must not be told about an event that is folded into a state. */
  Secrets secrets(Event event, @Nullable Bytes before, @Nullable Bytes after) {
    Secrets secrets = new Secrets();
    var unused = of(event, secrets);
    stateWithout(before, secrets);
    stateWithout(after, secrets);
    return secrets;
  }

  @Override
  public Reducer guard(Reducer reducer) {
    return new GuardedReducer(reducer, this);
  }

  @Override
  public Rules guard(Rules rules) {
    return rules == Rules.NONE ? rules : new GuardedRules(rules, this);
  }
}
