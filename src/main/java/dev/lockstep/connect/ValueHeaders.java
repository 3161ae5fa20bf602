package dev.lockstep.connect;

import java.util.Locale;
import java.util.Set;

/**
 * The headers that say how a record's value is to be read: its content type, and the attributes of
 * a CloudEvent in binary mode. They are not true of another value.
 */
final class ValueHeaders {
  private static final String CONTENT_TYPE = "content-type";
  private static final String CLOUD_ATTRIBUTE = "ce_";

  /** Where a trace goes on is true of whatever an event becomes. */
  private static final Set<String> TRACE = Set.of("ce_traceparent", "ce_tracestate");

  private ValueHeaders() {}

  /** Whether a header is about the value. */
  static boolean holds(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals(CONTENT_TYPE)
        || (lower.startsWith(CLOUD_ATTRIBUTE) && !TRACE.contains(lower));
  }
}
