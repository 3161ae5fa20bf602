package dev.lockstep.cli;

import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.replay.Selection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant, on the command line. */
final class LetterSelection {
  @Option(
      names = "--verdict",
      paramLabel = "VERDICT",
      description = "Those of this verdict, as OVERFLOW; each of these options may be repeated.")
  private Set<Verdict> verdicts = Set.of();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Those set aside for this reason, as LIFECYCLE.")
  private Set<Reason> reasons = Set.of();

  @Option(names = "--entity", paramLabel = "ENTITY", description = "Those of this entity.")
  private Set<String> entities = Set.of();

  @Option(names = "--type", paramLabel = "TYPE", description = "Those of this event type.")
  private Set<String> types = Set.of();

  @Option(names = "--rule", paramLabel = "RULE", description = "Those that break this rule.")
  private Set<String> rules = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Those set aside at or after this, as 2026-11-21 or 2026-11-21T10:00:00Z.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Those set aside before this.")
  private @Nullable String until;

  @Option(
      names = "--max-laps",
      paramLabel = "N",
      description = "Leave out those that were replayed this often. Default: ${DEFAULT-VALUE}.")
  private int maxLaps = Selection.MAX_LAPS;

  Selection selection() {
    if (maxLaps < 1) {
      throw CommandFailure.usage("--max-laps must be 1 or more, not " + maxLaps);
    }
    Long from = millis("--since", since);
    Long to = millis("--until", until);
    if (from != null && to != null && from >= to) {
      throw CommandFailure.usage("--since must be before --until");
    }
    return new Selection(verdicts, reasons, entities, types, rules, from, to, maxLaps);
  }

  private static @Nullable Long millis(String option, @Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      Instant instant =
          time.contains("T")
              ? OffsetDateTime.parse(time).toInstant()
              : LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
      return instant.toEpochMilli();
    } catch (DateTimeException wrong) {
      throw CommandFailure.usage(
          option + " " + time + " is no time: write 2026-11-21 or 2026-11-21T10:00:00Z");
    }
  }
}
