package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.simulate.Happening;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy and what happens under it. */
record Scenario(OrderPolicy policy, List<Happening> happenings) {

  /** Appends what the event says, so that every order has its own state; fails on a poison. */
  static Bytes append(@Nullable Bytes state, Event event) {
    if (event.data().utf8().startsWith("!")) {
      throw new IllegalArgumentException("poison");
    }
    return Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + ";");
  }

  @Override
  public String toString() {
    return policy
        + "\n"
        + happenings.stream().map(Scenario::line).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String line(Happening happening) {
    if (happening instanceof Happening.Arrives arrives
        && arrives.arrival() instanceof Event event) {
      return "  %s v=%s id=%s of %s t=%d ranks=%s %s%s says %s laps=%d"
          .formatted(
              event.entity(),
              event.version(),
              event.id(),
              event.source(),
              event.timeMillis(),
              event.ranks(),
              event.type(),
              event.delete() ? " (delete)" : "",
              event.data(),
              event.laps());
    }
    return "  " + happening;
  }
}
