package dev.lockstep.spec;

import java.util.TreeSet;

/** Whether what is redacted can be hidden. */
final class RedactChecks {
  private RedactChecks() {}

  static void run(Review review) {
    EventSpec event = review.spec().event();
    for (String pointer : new TreeSet<>(review.spec().redact())) {
      event
          .fields()
          .forEach(
              (key, fields) -> {
                if (!key.equals("data") && anyIsAt(fields, pointer)) {
                  review
                      .about("redact", "event." + key)
                      .error(
                          "`" + pointer + "` cannot be redacted: it is `event." + key + "`",
                          "what an event is known by is told wherever it is told of");
                }
              });
    }
  }

  private static boolean anyIsAt(Iterable<String> fields, String pointer) {
    for (String field : fields) {
      if (Redaction.isAt(pointer, field)) {
        return true;
      }
    }
    return false;
  }
}
