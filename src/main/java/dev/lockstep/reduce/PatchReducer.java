package dev.lockstep.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event's data are merged into the state, as RFC 7396 says: objects field by field, null takes
 * a field away, anything else takes the place of what was there.
 *
 * <p>A field keeps its place in the state; new ones come last.
 */
final class PatchReducer implements Reducer {
  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    JsonNode patch = ExactJson.read(event.data());
    return ExactJson.write(merged(state == null ? null : ExactJson.read(state), patch));
  }

  private static JsonNode merged(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result =
        target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), merged(result.get(change.getKey()), change.getValue()));
      }
    }
    return result;
  }
}
