package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.connect.Finding;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before a job is sent to a cluster, beside its topics. */
class BeforeTheStartTest {
  @TempDir private Path folder;

  @Test
  void aFolderThatTakesAFileIsLeftAsItWas() {
    assertThat(CheckpointFolder.check(folder.toUri().toString(), null)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeIsAnError() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(CheckpointFolder.check(file.resolve("below").toUri().toString(), null))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message()).contains("cannot be written to", file.toString());
            });
  }

  @Test
  void noFolderAtAllIsAnError() {
    assertThat(CheckpointFolder.check(null, null))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.remedy()).contains("execution.checkpointing.dir");
            });
  }

  @Test
  void aFolderOfAnUnknownFileSystemIsLeftToTheCluster() {
    assertThat(CheckpointFolder.check("s9://bucket/checkpoints", null))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void aDiskOfOtherMachinesIsLeftToThem() throws Exception {
    String there = folder.resolve("not/here").toUri().toString();
    assertThat(CheckpointFolder.check(there, "192.0.2.7"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message()).contains(there, "cannot be looked at from here");
            });
    assertThat(folder).isEmptyDirectory();
    assertThat(CheckpointFolder.check(there, "localhost")).isEmpty();
  }

  @Test
  void anOperatorWithoutUidAndKryoAreDefects() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment
        .fromData(1)
        .uid("one")
        .map(each -> (Object) each)
        .returns(Object.class)
        .name("plain")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    assertThat(GraphCheck.of(environment.getStreamGraph(false)))
        .extracting(Finding::message)
        .allMatch(message -> message.endsWith("its state would be lost at the next upgrade"))
        .anyMatch(message -> message.contains("plain has no uid"))
        .anyMatch(message -> message.contains("plain would use Kryo"));
  }

  @Test
  void aJobTellsItsJarsAndKnowsThemAgainOnlyAsTheyWere() throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), "one");
    Configuration settings =
        new Configuration()
            .set(PipelineOptions.JARS, List.of(jar.toUri().toString(), "s3://bucket/b.jar"));
    Map<String, String> told =
        JobParameters.of(spec(), settings).get(PipelineOptions.GLOBAL_JOB_PARAMETERS);
    assertThat(JobParameters.spec(told)).contains("name: orders");
    assertThat(JobParameters.numberOfJars(told)).isEqualTo(2);
    assertThat(JobParameters.jars(told)).containsExactly(jar);
    Files.writeString(jar, "two");
    assertThat(JobParameters.jars(told)).isEmpty();
  }

  private static JobSpec spec() {
    String yaml =
        """
        lockstep: 1
        name: orders
        event: {entity: /e, version: /v}
        order: {by: version, on-gap: wait}
        state: {reduce: patch}
        """;
    return Objects.requireNonNull(SpecParser.parse(yaml, List.of(), Map.of()).spec());
  }
}
