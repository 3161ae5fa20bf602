package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;

/**
 * What the states of a trial must keep to, as its spec says it and as the model asks it: one rule
 * about the event alone, and one that hangs on what was applied before.
 */
final class Invariants implements Rules {
  /** The rules in a spec. */
  static final String SPEC =
      """
      invariants: [\
      {name: quiet, check: "!state.last.startsWith('!')"}, \
      {name: bounded, check: "!has(state.s0) || !has(state.s1) || int(state.s0) + int(state.s1) < 1900"}], \
      on-violation: quarantine""";

  /** What poison begins with. */
  static final String POISON = "!";

  private static final int BOUND = 1_900;

  @Override
  public Passage pass(String stage, Event event) {
    return Passage.FREE;
  }

  @Override
  public Violation check(Bytes before, Bytes after, Event event) {
    JsonNode state = Json.read(after.utf8());
    if (state.get("last").asText().startsWith(POISON)) {
      return new Violation(Reason.INVARIANT, "quiet", "");
    }
    boolean bounded =
        !state.has("s0") || !state.has("s1") || number(state, "s0") + number(state, "s1") < BOUND;
    return bounded ? null : new Violation(Reason.INVARIANT, "bounded", "");
  }

  /** A text that is no number throws, which breaks the rule too. */
  private static int number(JsonNode state, String field) {
    return Integer.parseInt(state.get(field).asText());
  }
}
