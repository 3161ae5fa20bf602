package dev.lockstep.reduce;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reducer;
import java.util.List;
import java.util.Map;

/** The shortest way from data to a state. */
final class Reducing {
  private Reducing() {}

  static Event event(String type, String data) {
    Bytes value = Bytes.utf8(data);
    Raw raw = new Raw(value, null, List.of(), new Origin("t", 0, 1));
    return new Event(
        "e", "i", "t", type, new Version.Single(1), 5, List.of(), false, 0, value, raw);
  }

  static Reducer of(Reduction reduction) {
    return Reducers.of(reduction, Reducing.class.getClassLoader());
  }

  static Reducer field(FieldFold fold) {
    return of(new Reduction.Fields(Map.of("f", fold)));
  }

  /** The state after events of these data, from none. */
  static String fold(Reducer reducer, String... data) {
    return foldAll(reducer, List.of(data));
  }

  static String foldAll(Reducer reducer, List<String> data) {
    Bytes state = null;
    for (String each : data) {
      state = reducer.apply(state, event("T", each));
    }
    return state == null ? null : state.utf8();
  }
}
