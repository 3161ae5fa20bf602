package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter that is about to be replayed, whatever it will be by then.
 *
 * @param pick which of those there are, counted round and round
 */
record Replay(int pick) {
  /** The event as it comes again, null when there is no dead letter yet. */
  @Nullable Event when(Outcome now) {
    List<Event> letters =
        now.decisions().stream().filter(Decision::deadLetter).map(Decision::event).toList();
    return letters.isEmpty() ? null : again(letters.get(pick % letters.size()));
  }

  private static Event again(Event event) {
    Raw raw = event.raw();
    Bytes laps = Bytes.utf8(Integer.toString(event.laps() + 1));
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
        event.data(),
        new Raw(raw.value(), raw.key(), List.of(new Header(Laps.HEADER, laps)), raw.origin()));
  }
}
