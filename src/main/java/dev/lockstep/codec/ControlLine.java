package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent.Verb;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A control event as an operator writes it, before a job reads it.
 *
 * @param id its own id
 * @param entity the entity that it is for
 * @param verb what to do
 * @param culprit which event or gap is meant, null for verbs that mean the entity
 * @param version as it is printed: {@code 12}, or {@code 3/12} for a pair; null when none is given
 * @param event the corrected record's value, JSON; null but for {@code replace}
 * @param by who
 * @param atMillis when, epoch milliseconds
 * @param why for what reason
 */
public record ControlLine(
    String id,
    String entity,
    Verb verb,
    @Nullable String culprit,
    @Nullable String culpritAt,
    @Nullable String version,
    @Nullable Bytes event,
    String by,
    long atMillis,
    String why) {

  /** The line, without its end. */
  public Bytes json() {
    JsonLine line =
        new JsonLine()
            .text("control", id)
            .text("entity", entity)
            .text("verb", verb.name().toLowerCase(Locale.ROOT));
    if (culprit != null) {
      line.text("culprit", culprit);
    }
    if (culpritAt != null) {
      line.text("culprit-at", culpritAt);
    }
    if (version != null) {
      line.text("version", version);
    }
    if (event != null) {
      line.json("event", event);
    }
    return line.text("by", by).text("at", Long.toString(atMillis)).text("why", why).end();
  }
}
