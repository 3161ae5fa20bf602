package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.StateChange;
import org.jspecify.annotations.Nullable;

/** The line of an applied event, with the proof of its place. */
public final class AppliedLine {
  private AppliedLine() {}

  /** The line, without its end; null for a change that is no applied event. */
  public static @Nullable Bytes of(StateChange change) {
    return change instanceof Change applied ? of(applied) : null;
  }

  /** The line, without its end. */
  public static Bytes of(Change change) {
    Event event = change.event();
    Receipt receipt = change.receipt();
    return new JsonLine()
        .text("entity", event.entity())
        .text("id", event.id())
        .text("type", event.type())
        .version("version", event.version())
        .number("sequence", receipt.sequence())
        .version("previousVersion", receipt.previousVersion())
        .number("time", event.timeMillis())
        .flag("deleted", change.deleted())
        .json("data", event.data())
        .hex("chain", receipt.chain())
        .origin("origin", event.raw().origin())
        .end();
  }
}
