package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A reducer and rules that refuse events of these types until somebody mends them: {@code Fails},
 * {@code Grows}, {@code Strays} and {@code Breaks}.
 */
final class Mendable implements Rules {
  private boolean mended;

  void mend() {
    mended = true;
  }

  Bytes fold(@Nullable Bytes state, Event event) {
    if (!mended && event.type().equals("Fails")) {
      throw new IllegalArgumentException("poison");
    }
    String more = !mended && event.type().equals("Grows") ? "x".repeat(200) : "";
    return Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + more + ";");
  }

  @Override
  public Passage pass(@Nullable String stage, Event event) {
    boolean strays = !mended && event.type().equals("Strays");
    return new Passage(
        stage, strays ? new Violation(Reason.LIFECYCLE, "lifecycle", "no way") : null);
  }

  @Override
  public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
    return !mended && event.type().equals("Breaks")
        ? new Violation(Reason.INVARIANT, "unbroken", "broken")
        : null;
  }
}
