package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.StateChange;

/**
 * The line of an entity's state after a change; null after a delete, and when an operator emptied
 * it.
 */
public final class StateLine {
  private StateLine() {}

  /** The line, without its end. */
  public static Bytes of(StateChange change) {
    if (change instanceof Change applied) {
      return of(applied);
    }
    if (change instanceof Cleared cleared) {
      return of(cleared);
    }
    throw new AssertionError(change);
  }

  private static Bytes of(Cleared cleared) {
    return new JsonLine()
        .text("entity", cleared.entity())
        .none("version")
        .number("sequence", cleared.receipt().sequence())
        .version("previousVersion", cleared.receipt().previousVersion())
        .none("time")
        .flag("deleted", true)
        .none("state")
        .end();
  }

  private static Bytes of(Change change) {
    Event event = change.event();
    return new JsonLine()
        .text("entity", event.entity())
        .version("version", event.version())
        .number("sequence", change.receipt().sequence())
        .version("previousVersion", change.receipt().previousVersion())
        .number("time", event.timeMillis())
        .flag("deleted", change.deleted())
        .json("state", change.state())
        .end();
  }
}
