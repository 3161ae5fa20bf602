package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.connect.Finding;
import dev.lockstep.savepoint.Price;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A savepoint is looked at before a job is sent that is to go on from it. */
class ContinuationTest {
  private static final Path ORDERS = Path.of("savepoints/0.1.0-flink2.3-rocksdb/orders");

  @TempDir private Path folder;

  @Test
  void withoutASavepointNothingIsLookedAt() throws Exception {
    assertThat(Continuation.of(null, spec(), Set.of(), false))
        .isEqualTo(new Continuation(JobIdentity.UNKNOWN, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.2-heap", "2.2-rocksdb", "2.3-heap", "2.3-rocksdb"})
  void theSameJobGoesOnFromWhatEachFlinkHasWritten(String flink) throws Exception {
    Continuation continuation =
        Continuation.of(
            pointer(Path.of("savepoints/0.1.0-flink" + flink + "/orders")),
            spec(),
            Set.of(),
            false);
    assertThat(continuation.findings()).isEmpty();
    assertThat(continuation.began().get(Fact.NAME)).isEqualTo(spec().name());
  }

  @Test
  void aStageThatEntitiesAreInIsMissedByItsName() throws Exception {
    JobSpec fewer = spec("state.lifecycle.states={new: {Opened: closed}}");
    assertThat(look(fewer, Set.of(), false))
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message())
                  .matches(
                      "fault in the savepoint: \\d+ entit(y is|ies are) in the stage \\w+, which"
                          + " the spec does not have");
              assertThat(finding.remedy()).isEqualTo("keep it in state.lifecycle.states");
            });
    assertThat(look(fewer, Set.of(), true)).as("when nobody looks").isEmpty();
  }

  @Test
  void whatHasAPriceIsAskedForAndWhatIsRefusedStaysSo() throws Exception {
    JobSpec other = spec("event.id=/other", "state.reduce=replace");
    assertThat(look(other, Set.of(), true))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.ERROR);
    assertThat(look(other, Set.of(Price.EVENT_ID), true))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message()).isEqualTo("refused reducer: patch, and now replace"));
  }

  @ParameterizedTest
  @CsvSource({"entity, 2", "event, 1", "tally, 1", "identity, 1"})
  void whatANewerVersionHasWrittenIsRefusedBeforeTheStart(String layout, int format)
      throws Exception {
    Charset bytes = StandardCharsets.ISO_8859_1;
    String saved = Files.readString(ORDERS.resolve("savepoint/_metadata"), bytes);
    String name = "LayoutSnapshot\0\0\0\1\0" + (char) layout.length() + layout;
    String newer = saved.replace(name + "\0\0\0\1", name + "\0\0\0" + (char) (format + 1));
    assertThat(newer).isNotEqualTo(saved);
    Files.writeString(folder.resolve("_metadata"), newer, bytes);
    String pointer = folder.toUri().toString();
    assertThat(Continuation.of(pointer, spec(), Set.of(), false).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message())
                  .startsWith("the job cannot go on from " + pointer + ": ")
                  .contains(
                      "of a newer version of Lockstep",
                      "format " + (format + 1),
                      "reads up to " + format);
            });
  }

  @Test
  void whatIsThereAndNoSavepointIsRefused() throws Exception {
    Files.writeString(folder.resolve("_metadata"), "not of Flink");
    String pointer = folder.toUri().toString();
    assertThat(Continuation.of(pointer, spec(), Set.of(), false).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message()).startsWith("the job cannot go on from " + pointer);
            });
  }

  @Test
  void whatCannotBeSeenFromHereIsLeftToTheJobWithAWord() throws Exception {
    for (String elsewhere :
        List.of("s9://bucket/savepoint", folder.resolve("none").toUri().toString())) {
      Continuation continuation = Continuation.of(elsewhere, spec(), Set.of(), false);
      assertThat(continuation.began()).isEqualTo(JobIdentity.UNKNOWN);
      assertThat(continuation.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.message()).startsWith(elsewhere + " cannot be read from here: ");
              });
    }
  }

  private static List<Finding> look(JobSpec job, Set<Price> accepted, boolean skipEntities) {
    return Continuation.of(pointer(ORDERS), job, accepted, skipEntities).findings();
  }

  private static String pointer(Path golden) {
    return golden.resolve("savepoint").toAbsolutePath().toUri().toString();
  }

  private static JobSpec spec(String... overrides) throws IOException {
    String yaml = Files.readString(ORDERS.resolve("spec.yaml"));
    return Objects.requireNonNull(SpecParser.parse(yaml, List.of(overrides), Map.of()).spec());
  }
}
