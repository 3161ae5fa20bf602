package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.json.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which parts of a JSON document the checks read. */
final class Wanted {
  private final List<Field> fields = new ArrayList<>();
  private boolean whole;

  /** What is wanted of one field. */
  record Field(String name, Bytes utf8, Wanted wanted) {

    private Field(String name) {
      this(name, Bytes.utf8(name), new Wanted());
    }
  }

  /** Adds the place that these names lead to, with all that is below it. */
  void add(List<String> names) {
    if (names.isEmpty()) {
      whole = true;
    } else {
      Field known = field(names.get(0));
      Field field = known == null ? new Field(names.get(0)) : known;
      if (known == null) {
        fields.add(field);
      }
      field.wanted.add(names.subList(1, names.size()));
    }
  }

  /** Whether all of it is. */
  boolean isWhole() {
    return whole;
  }

  /** The field whose name was read last, null when nothing of it is wanted. */
  @Nullable Field field(byte[] json, JsonText name) {
    if (name.isEscaped()) {
      return field(name.string());
    }
    // by index: an iterator would be made for each field of each event
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      byte[] utf8 = field.utf8.array();
      if (Arrays.equals(utf8, 0, utf8.length, json, name.from(), name.to())) {
        return field;
      }
    }
    return null;
  }

  private @Nullable Field field(String name) {
    return fields.stream().filter(field -> field.name.equals(name)).findFirst().orElse(null);
  }
}
