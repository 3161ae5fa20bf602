package dev.lockstep.spec;

import dev.lockstep.spec.FlinkSpec.Backend;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the whole spec. */
final class JobSection {
  private static final int PARALLELISM_AT_MOST = 360;
  private static final Form<String> NAME =
      Forms.text(
          Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
          "a name: up to 100 letters, digits, `.`, `_` and `-`");

  private static final Form<Long> GRAMMAR = Choice.of(Map.of("1", 1L));

  private JobSection() {}

  static JobSpec read(Section job) {
    job.get("lockstep", GRAMMAR, 1L);
    String name = job.require("name", NAME, "", "the identity of the job, such as `orders`");
    SourceSpec source = job.group("source", section -> SourceSection.read(section, name));
    OrderSpec order = job.group("order", OrderSection::read);
    StateSpec state = job.group("state", StateSection::read);
    return new JobSpec(
        name,
        source,
        job.group("event", event -> EventSection.read(event, source.format())),
        job.group("lanes", lanes -> lanes.get("analytics", Forms.set(Forms.TEXT), Set.of())),
        order,
        job.group("duplicates", OrderSection::duplicates),
        job.group("watermarks", OrderSection::watermarks),
        state,
        job.group("outputs", outputs -> OutputsSection.read(outputs, source.kafka())),
        job.group("control", control -> OutputsSection.control(control, source.kafka())),
        HandlingSection.read(job, HandlingSpec.of(order, state)),
        job.get("redact", Forms.set(Forms.POINTER), Set.of()),
        job.get("delivery", Choice.of(Delivery.class), Delivery.EXACTLY_ONCE),
        job.group("flink", JobSection::flink));
  }

  private static FlinkSpec flink(Section flink) {
    return new FlinkSpec(
        flink.find("parallelism", Forms.count(1, PARALLELISM_AT_MOST)),
        flink.get("checkpoint-interval", Amounts.POSITIVE_DURATION, Duration.ofSeconds(30)),
        flink.find("backend", Choice.of(Backend.class)),
        flink.find("cache", Amounts.SIZE_OR_OFF),
        flink.get("properties", Forms.PROPERTIES, Map.of()));
  }
}
