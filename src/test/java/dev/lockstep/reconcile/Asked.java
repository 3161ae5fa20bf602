package dev.lockstep.reconcile;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Operator;
import dev.lockstep.simulate.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator is about to ask for: it becomes a control event once it is known what their
 * entity is in.
 *
 * @param verb what to do
 * @param id the control event's own
 * @param knows whether the operator looks first, and names what there is
 * @param other what the operator says otherwise: of this entity, version, id and text
 * @param offset where a corrected event is read
 */
record Asked(Verb verb, String id, boolean knows, Draft other, long offset) {
  ControlEvent when(Outcome now, OrderBy by) {
    Event culprit = firstHeld(now);
    ControlEvent asked = asks(now, by);
    return offset % 4 != 0 || culprit == null
        ? asked
        : new Operator(other.entity()).at(culprit.raw().origin().toString(), asked);
  }

  private ControlEvent asks(Outcome now, OrderBy by) {
    Operator operator = new Operator(other.entity());
    return switch (verb) {
      case INSPECT -> operator.inspect(id);
      case RELEASE -> operator.release(id, culprit(now));
      case SKIP -> operator.skip(id, culprit(now));
      case REPLACE -> operator.replace(id, culprit(now), corrected(now));
      case ADVANCE -> operator.advance(id, version());
      case RESET -> resets(by) ? operator.reset(id, version()) : operator.reset(id);
      case FORGET -> operator.forget(id);
    };
  }

  private Version version() {
    return Objects.requireNonNull(other.version());
  }

  /** Without versions there is none to begin with. */
  private boolean resets(OrderBy by) {
    return !knows && (by == OrderBy.VERSION || by == OrderBy.LATEST);
  }

  private String culprit(Outcome now) {
    String quarantined = now.quarantined().get(other.entity());
    if (!knows) {
      return other.id();
    }
    return quarantined == null
        ? lowestGap(now)
        : quarantined.substring(quarantined.indexOf(' ') + 1);
  }

  /** A good guess: one of the gaps that can be below the lowest event held. */
  private String lowestGap(Outcome now) {
    Event lowest = firstHeld(now);
    if (lowest == null || lowest.version() == null || lowest.version() instanceof Version.Text) {
      return other.id();
    }
    Version to = lowest.version().withNumber(lowest.version().number() - 1);
    long from = version() instanceof Version.Text ? 0 : version().number();
    return from >= to.number() ? to.toString() : to.withNumber(from) + ".." + to;
  }

  private Event corrected(Outcome now) {
    Event culprit = firstHeld(now);
    boolean inPlace = knows && culprit != null;
    return (inPlace ? other.version(culprit.version()) : other).readAt(1_000 + offset);
  }

  private @Nullable Event firstHeld(Outcome now) {
    List<Event> held =
        now.held().stream().filter(each -> each.entity().equals(other.entity())).toList();
    return held.isEmpty() ? null : held.get(0);
  }
}
