package dev.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a cluster is given: the job and its connectors, not what the cluster has itself. */
class ClusterJarIT {

  private final List<String> classes = classes(System.getProperty("lockstep.jar"));

  @Test
  void itHoldsTheJobAndTheKafkaConnectorAndItsClient() {
    assertThat(classes)
        .contains(
            "dev/lockstep/pipeline/Pipeline.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/kafka/clients/consumer/KafkaConsumer.class");
  }

  @Test
  void itHoldsWhatReadsChecksWhereNoOtherLibraryLooksForIt() {
    assertThat(classes)
        .contains(
            "dev/cel/compiler/CelCompiler.class",
            "dev/lockstep/shaded/com/google/common/collect/ImmutableList.class",
            "dev/lockstep/shaded/com/google/protobuf/Message.class",
            "dev/lockstep/shaded/org/antlr/v4/runtime/Parser.class")
        .noneMatch(name -> name.startsWith("com/google/") || name.startsWith("org/antlr/"))
        .noneMatch(name -> name.matches("META-INF/versions/.*/com/google/.*"));
  }

  @Test
  void itHoldsNoEvaluatorOfCel() {
    assertThat(classes).noneMatch(name -> name.startsWith("dev/cel/runtime/"));
  }

  @Test
  void itHoldsNoFlink() {
    assertThat(classes)
        .noneMatch(
            name ->
                name.matches("org/apache/flink/(api|core|configuration|runtime|state|table)/.*"));
  }

  @Test
  void itHoldsNoBrokerAndNoLogger() {
    assertThat(classes)
        .noneMatch(name -> name.startsWith("kafka/") || name.startsWith("scala/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/controller/"))
        .noneMatch(name -> name.startsWith("org/apache/kafka/raft/"))
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"));
  }

  private static List<String> classes(String jar) {
    try (ZipFile zip = new ZipFile(jar)) {
      return zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
    } catch (IOException failure) {
      throw new AssertionError(jar, failure);
    }
  }
}
