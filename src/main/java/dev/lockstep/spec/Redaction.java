package dev.lockstep.spec;

import dev.lockstep.reduce.Reduction.Fields;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code redact} means for data and states: its pointers lead into records. */
final class Redaction {
  private Redaction() {}

  /** Pointers into state and data at which there may be something that is redacted. */
  static Set<String> ofState(JobSpec spec) {
    Set<String> hidden = new LinkedHashSet<>();
    for (String pointer : spec.redact()) {
      String below = below(spec.event().data(), pointer);
      if (below != null) {
        hidden.add(below);
      }
    }
    if (spec.state().reduce() instanceof Fields fields) {
      Set<String> inData = Set.copyOf(hidden);
      fields
          .folds()
          .forEach(
              (field, fold) -> {
                if (inData.stream().anyMatch(each -> isAt(each, fold.pointer()))) {
                  hidden.add("/" + field.replace("~", "~0").replace("/", "~1"));
                }
              });
    }
    return hidden;
  }

  /** The pointer within the data, null when it leads elsewhere. */
  private static @Nullable String below(@Nullable String data, String pointer) {
    if (data == null) {
      return pointer;
    }
    if (isAt(pointer, data)) {
      return "";
    }
    return pointer.startsWith(data + "/") ? pointer.substring(data.length()) : null;
  }

  /** Whether a place is redacted with a pointer. */
  static boolean isAt(String redacted, String place) {
    return place.equals(redacted) || place.startsWith(redacted + "/");
  }
}
