package dev.lockstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One quarantined entity as its last notice tells of it.
 *
 * @param entity its id
 * @param cause what brought the quarantine on
 * @param culprit what operators name: an event's id, or a gap
 * @param at where the culprit was read, null for a gap
 * @param type the culprit's type, empty for a gap
 * @param rule the rule that it breaks, or else the reason; {@code on-gap} for a gap
 * @param detail the facts
 * @param sinceMillis since when, epoch milliseconds
 * @param held how many events are held, as of the notice
 */
record StoppedEntity(
    String entity,
    String cause,
    String culprit,
    @Nullable String at,
    String type,
    String rule,
    String detail,
    long sinceMillis,
    long held) {

  static StoppedEntity of(JsonNode notice) {
    String rule = notice.path("rule").asText("");
    return new StoppedEntity(
        notice.path("entity").asText(),
        notice.path("cause").asText(),
        notice.path("culprit").asText(),
        notice.path("culpritAt").isTextual() ? notice.path("culpritAt").asText() : null,
        notice.path("event").path("type").asText(""),
        rule.isEmpty() ? notice.path("reason").asText("on-gap") : rule,
        notice.path("detail").asText(),
        notice.path("since").asLong(),
        notice.path("held").asLong());
  }

  Duration age(long nowMillis) {
    return Duration.ofMillis(Math.max(0, nowMillis - sinceMillis));
  }
}
