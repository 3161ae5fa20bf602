package dev.lockstep.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The specs under {@code jobs/}. */
class JobSpecsTest {
  private static final Path JOBS = Path.of("jobs");

  static Stream<Path> specs() throws IOException {
    try (Stream<Path> files = Files.list(JOBS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @Test
  void thereAreEight() throws IOException {
    assertThat(specs().map(JobSpecsTest::nameOf))
        .containsExactly(
            "cluster-jobs",
            "cluster-tasks",
            "door-locks",
            "ledger",
            "ledgers",
            "orders",
            "profiles",
            "wallet");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everySpecIsFreeOfErrorsAndWarnings(Path file) throws IOException {
    SpecParser.Parsed parsed = SpecParser.parse(Files.readString(file), List.of(), Map.of());

    assertThat(parsed.problems()).filteredOn(each -> each.severity() != Severity.NOTE).isEmpty();
    JobSpec spec = Objects.requireNonNull(parsed.spec());
    assertThat(spec.name()).isEqualTo(nameOf(file));
    assertThat(spec.source().kafka()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everySpecSaysWhenToChooseItAndHasASample(Path file) throws IOException {
    String sample = "jobs/samples/" + nameOf(file) + ".jsonl";

    assertThat(Files.readString(file)).startsWith("# ").contains("# Choose this when", sample);
    assertThat(Path.of(sample)).isNotEmptyFile();
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }
}
