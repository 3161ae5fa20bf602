package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Ruling;

/** The line of what was decided about one event; what is not known of it is null. */
public final class VerdictLine {
  private VerdictLine() {}

  /** The line of a verdict, without its end. */
  public static Bytes of(Ruling ruling) {
    return new JsonLine()
        .text("entity", ruling.entity())
        .text("id", ruling.id())
        .version("version", ruling.version())
        .text("verdict", ruling.verdict().name())
        .text("reason", ruling.reason().name())
        .text("detail", ruling.detail())
        .origin("origin", ruling.origin())
        .end();
  }
}
