package dev.lockstep.connect;

import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Portrait;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entity as an operator sees it, and what was cut from it for it to fit into its topic.
 *
 * @param portrait what is left
 * @param cut of the state how many bytes there were, of what is held and of acts how many
 */
record CutPortrait(Portrait portrait, Map<String, Long> cut) {
  static CutPortrait whole(Portrait portrait) {
    return new CutPortrait(portrait, Map.of());
  }

  CutPortrait withoutState() {
    Bytes state = portrait.state();
    return state == null
        ? this
        : new CutPortrait(
            portrait.with(null, portrait.held(), portrait.acts()), and("state", state.length()));
  }

  /** With the lower half of the places that are left. */
  CutPortrait withHalfOfHeld() {
    int held = portrait.held().size();
    return new CutPortrait(
        portrait.with(portrait.state(), portrait.held().subList(0, held / 2), portrait.acts()),
        and("held", held));
  }

  CutPortrait withoutActs() {
    return new CutPortrait(
        portrait.with(portrait.state(), portrait.held(), Acts.NONE),
        and("acts", portrait.acts().acts().size()));
  }

  private Map<String, Long> and(String part, long size) {
    Map<String, Long> more = new TreeMap<>(cut);
    more.putIfAbsent(part, size);
    return more;
  }
}
