package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the small world of scenarios: {@code Start} begins, {@code Pay} needs a beginning, a
 * text with {@code ?} is allowed after an even number of events only, and both can fail.
 */
enum ScenarioRules implements Rules {
  SMALL_WORLD;

  @Override
  public Passage pass(@Nullable String stage, Event event) {
    return switch (event.type()) {
      case "Start" -> new Passage("begun", null);
      case "Pay" ->
          stage == null
              ? new Passage(null, new Violation(Reason.LIFECYCLE, "lifecycle", "not begun"))
              : new Passage("paid", null);
      case "Crash" -> throw new IllegalStateException("no such type");
      default -> new Passage(stage, null);
    };
  }

  @Override
  public boolean ends(@Nullable String stage) {
    return "paid".equals(stage);
  }

  @Override
  public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
    String text = event.data().utf8();
    if (text.startsWith("?!")) {
      throw new ArithmeticException("by zero");
    }
    long events = before == null ? 0 : before.utf8().chars().filter(each -> each == ';').count();
    return text.startsWith("?") && events % 2 == 1
        ? new Violation(Reason.INVARIANT, "even", "after " + events)
        : null;
  }
}
