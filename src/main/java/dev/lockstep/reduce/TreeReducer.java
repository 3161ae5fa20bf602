package dev.lockstep.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import org.jspecify.annotations.Nullable;

/** A user's {@link JsonReducer}, between bytes. */
final class TreeReducer implements Reducer {
  private final JsonReducer reducer;

  TreeReducer(JsonReducer reducer) {
    this.reducer = reducer;
  }

  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    if (state != null) {
      JsonNode read = ExactJson.read(state);
      if (!(read instanceof ObjectNode object)) {
        throw new IllegalArgumentException("the state is no JSON object");
      }
      before = object;
    }
    @Nullable ObjectNode after = reducer.reduce(before, ExactJson.read(event.data()), event);
    if (after == null) {
      throw new IllegalArgumentException("the reducer gave no state; a delete ends an entity");
    }
    return ExactJson.write(after);
  }
}
