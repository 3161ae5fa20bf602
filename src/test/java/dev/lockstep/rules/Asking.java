package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shortest way from a check to its answer. */
final class Asking {
  static final String HOLDS = "holds";

  private Asking() {}

  static Event event(String type, String data) {
    return event(type, new Version.Single(7), data);
  }

  static Event event(String type, @Nullable Version version, String data) {
    Bytes value = Bytes.utf8(data);
    Raw raw = new Raw(value, null, List.of(), new Origin("t", 0, 1));
    return new Event("e-1", "id-1", "shop", type, version, 5_000, List.of(), false, 0, value, raw);
  }

  /** What the check says after an event, or {@link #HOLDS}. */
  static String after(@Nullable String before, String after, Event event, String check) {
    return after(before, after, event, check, Set.of());
  }

  static String after(
      @Nullable String before, String after, Event event, String check, Set<String> hidden) {
    RuleBook book = new RuleBook(null, List.of(new Invariant("it", check)), hidden);
    Bytes previous = before == null ? null : Bytes.utf8(before);
    Violation violation = book.open().check(previous, Bytes.utf8(after), event);
    return violation == null ? HOLDS : violation.detail();
  }

  static String of(String state, String check) {
    return after(null, state, event("Set", "{}"), check);
  }
}
