package dev.lockstep.trial;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Workload.Form;
import dev.lockstep.state.Tally;
import java.util.List;

/** How the job of a trial orders its events, and what can be said beforehand of its outcome. */
enum Mode {
  VERSION("version: /v", "by: version, starts-at: 1, on-gap: wait", Form.NUMBER, Outcomes.EXACT),
  /** What follows a lost event is held to the end. */
  HOLES("version: /v", "by: version, starts-at: 1, on-gap: wait", Form.NUMBER, Outcomes.EXACT),
  PAIR("version: [/epoch, /v]", "by: version, starts-at: 1", Form.PAIR, Outcomes.EXACT),
  LATEST("version: /v", "by: latest, ties: conflict", Form.NUMBER, Outcomes.EXACT),
  TEXT("version: {text: /v}", "by: latest, ties: keep", Form.TEXT, Outcomes.EXACT),
  ARRIVAL("rank: /r", "by: arrival", Form.NONE, Outcomes.EXACT),

  /** Disorder is shorter than patience: only what is lost is given up. */
  SKIP("version: /v", "by: version, on-gap: skip, wait: 10s", Form.NUMBER, Outcomes.EXACT_AT_END),
  /** Disorder is shorter than the watermark's delay: nothing is late. */
  TIME("rank: /r", "by: time, hold-at-most: 1000000", Form.NONE, Outcomes.EXACT_AT_END),

  HASTY_SKIP(
      "version: /v", "by: version, on-gap: skip, wait: 300ms", Form.NUMBER, Outcomes.ALLOWED),
  HASTY_DEAD_LETTER(
      "version: /v",
      "by: version, on-gap: dead-letter, wait: 300ms",
      Form.NUMBER,
      Outcomes.ALLOWED),
  HASTY_FIRST_SEEN(
      "version: /v",
      "by: version, starts-at: first-seen, on-gap: skip, wait: 300ms",
      Form.NUMBER,
      Outcomes.ALLOWED),
  HASTY_TIME("rank: /r", "by: time, hold-at-most: 1000000", Form.NONE, Outcomes.ALLOWED),
  /** One partition is never written: the watermark never begins. */
  LIMIT("version: /v", "by: version, on-gap: skip, limit: 2s", Form.NUMBER, Outcomes.ALLOWED),

  /** Poison and forks stop their entity, and operators say how it goes on. */
  QUARANTINE(
      "version: /v",
      "by: version, starts-at: 1, on-gap: wait, on-conflict: quarantine",
      Form.NUMBER,
      Outcomes.FITTING),
  /** What is missing too long stops its entity; it heals, or operators give it up. */
  GAP_QUARANTINE(
      "version: /v",
      "by: version, starts-at: 1, on-gap: quarantine, wait: 300ms",
      Form.NUMBER,
      Outcomes.FITTING);

  /** What can be said of an outcome beforehand. */
  enum Outcomes {
    /** It follows from what is in the source, partition by partition, whatever the timing. */
    EXACT,
    /** What comes of every event follows from the source, but not before or after which others. */
    EXACT_AT_END,
    /** It hangs on timing: each decision must be one that some timing allows. */
    ALLOWED,
    /**
     * It hangs on when operators and patience came in between, entity by entity: all of it must be
     * what follows from one such order.
     */
    FITTING
  }

  final String event;
  final String order;
  final Form form;
  final Outcomes outcomes;

  Mode(String event, String order, Form form, Outcomes outcomes) {
    this.event = event;
    this.order = order;
    this.form = form;
    this.outcomes = outcomes;
  }

  /** Whether the clock runs ahead of events that are delayed. */
  boolean hasty() {
    return switch (this) {
      case VERSION, HOLES, PAIR, LATEST, TEXT, ARRIVAL, SKIP, TIME, LIMIT, QUARANTINE -> false;
      case HASTY_SKIP, HASTY_DEAD_LETTER, HASTY_FIRST_SEEN, HASTY_TIME, GAP_QUARANTINE -> true;
    };
  }

  /** The version that an entity begins with, null where there are none. */
  Version firstVersion() {
    return switch (form) {
      case NONE -> null;
      case NUMBER -> new Version.Single(1);
      case PAIR -> new Version.Pair(1, 1);
      case TEXT -> new Version.Text("v1");
    };
  }

  /** Only events move the patient clock; a hasty one runs on by itself. */
  String watermarks() {
    return hasty()
        ? "out-of-orderness: 100ms, idle-after: 2s, quiet: 500ms"
        : "out-of-orderness: 5s, idle-after: 1h, quiet: 1h";
  }

  /** A hole loses nothing only where each event is a whole state. */
  boolean replaces() {
    return this == LATEST || this == TEXT;
  }

  /** Whether gaps are given up: some must have been. */
  boolean givesUp() {
    return switch (this) {
      case VERSION, HOLES, PAIR, LATEST, TEXT, ARRIVAL, TIME, HASTY_TIME, QUARANTINE -> false;
      case SKIP, HASTY_SKIP, HASTY_DEAD_LETTER, HASTY_FIRST_SEEN, LIMIT, GAP_QUARANTINE -> true;
    };
  }

  /** What must have been counted, besides what was applied and what came twice. */
  List<String> meets() {
    return switch (this) {
      case HOLES -> List.of(Tally.HELD);
      case LATEST, TEXT, HASTY_FIRST_SEEN -> List.of(Verdict.STALE.name());
      case HASTY_DEAD_LETTER -> List.of(Verdict.STALE.name(), Verdict.ABANDONED.name());
      case HASTY_TIME -> List.of(Verdict.LATE.name());
      case QUARANTINE ->
          List.of(Verdict.ABANDONED.name(), Verdict.CONFLICT.name(), Tally.HELD, Tally.PARKED);
      case VERSION, PAIR, ARRIVAL, SKIP, TIME, HASTY_SKIP, LIMIT, GAP_QUARANTINE -> List.of();
    };
  }

  boolean losesEvents() {
    return switch (this) {
      case VERSION, PAIR, ARRIVAL, QUARANTINE -> false;
      case HOLES, LATEST, TEXT, SKIP, TIME -> true;
      case HASTY_SKIP, HASTY_DEAD_LETTER, HASTY_FIRST_SEEN, HASTY_TIME, LIMIT -> true;
      case GAP_QUARANTINE -> true;
    };
  }

  /** Whether entities are quarantined, so that operators are at work. */
  boolean quarantines() {
    return this == QUARANTINE || this == GAP_QUARANTINE;
  }

  /** What an event must keep to; only where breaking it stops the entity. */
  boolean hasInvariants() {
    return this == QUARANTINE;
  }
}
