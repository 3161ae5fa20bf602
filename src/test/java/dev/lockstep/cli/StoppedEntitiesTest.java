package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.QuarantineLine;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Gap;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code entity list} makes of the notices that a job writes: the last one counts. */
final class StoppedEntitiesTest {
  private static final Quarantine MISSING =
      new Quarantine(
          Cause.GAP,
          Reason.GAP_ABANDONED,
          "",
          "5..7 are missing",
          null,
          new Gap(new Version.Single(5), new Version.Single(7)),
          1_000);

  @TempDir private Path folder;

  private static Quarantined notice(String entity, Quarantine quarantine, String name, int held) {
    return new Quarantined(
        entity, quarantine, name, null, held, new Version.Single(4), null, Bytes.utf8("{}"));
  }

  private StoppedEntities after(Quarantined... notices) throws Exception {
    String lines =
        Stream.of(notices)
            .map(each -> QuarantineLine.of(each).utf8() + "\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("quarantine.jsonl"), lines);
    return StoppedEntities.of(folder);
  }

  @Test
  void aGapIsListedUnderItsRuleWithTheNameAndTheHeldOfItsLastNotice() throws Exception {
    StoppedEntities stopped =
        after(notice("a", MISSING, "5..7", 1), notice("a", MISSING, "6..7", 4));

    assertThat(stopped.list())
        .containsExactly(
            new StoppedEntity(
                "a", "GAP", "6..7", null, "", "on-gap", "5..7 are missing", 1_000, 4));
    assertThat(stopped.foreign()).isZero();
  }

  @Test
  void whatIsOverIsNotListed() throws Exception {
    assertThat(after(notice("a", MISSING, "5..7", 1), notice("a", null, "", 0)).list()).isEmpty();
  }
}
