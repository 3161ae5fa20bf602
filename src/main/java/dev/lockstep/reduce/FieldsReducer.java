package dev.lockstep.reduce;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds each field of the state by itself; the state lists them in the order of the spec. */
final class FieldsReducer implements Reducer {
  private final List<Field> fields;

  FieldsReducer(Map<String, FieldFold> folds) {
    this.fields =
        folds.entrySet().stream()
            .map(each -> new Field(each.getKey(), pointer(each.getValue()), each.getValue()))
            .toList();
  }

  @Override
  public Bytes apply(@Nullable Bytes state, Event event) {
    JsonNode before = state == null ? null : ExactJson.read(state);
    JsonNode data = ExactJson.read(event.data());
    ObjectNode after = JsonNodeFactory.instance.objectNode();
    for (Field field : fields) {
      JsonNode seen = before == null ? null : before.get(field.name);
      JsonNode value = data.at(field.pointer);
      JsonNode next =
          value.isMissingNode() || value.isNull() ? seen : field.fold(seen, value, event);
      if (next != null) {
        after.set(field.name, next);
      }
    }
    return ExactJson.write(after);
  }

  private static JsonPointer pointer(FieldFold fold) {
    try {
      return JsonPointer.compile(fold.pointer());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a JSON pointer: " + fold.pointer(), e);
    }
  }

  private record Field(String name, JsonPointer pointer, FieldFold fold) {
    JsonNode fold(@Nullable JsonNode seen, JsonNode value, Event event) {
      try {
        return Folding.by(fold, seen, value, event.type());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + " of " + pointer + ": " + e.getMessage(), e);
      }
    }
  }
}
