package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;

/** The line of an entity's state after a change; null after a delete. */
public final class StateLine {
  private StateLine() {}

  /** The line, without its end. */
  public static Bytes of(Change change) {
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
