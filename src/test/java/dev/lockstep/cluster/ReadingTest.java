package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.spec.SpecYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write and clusters tell, read. */
class ReadingTest {
  private static final String YAML =
      """
      lockstep: 1
      name: orders
      source: {kafka: {bootstrap-servers: "b:9092", topics: [orders], properties: {sasl.jaas.config: '%s', client.rack: east}}}
      event: {entity: /e, version: /v}
      order: {by: version, on-gap: wait}
      state: {reduce: patch}
      flink: {properties: {%s}}
      """;

  @Test
  void anAddressIsAHostAndAPort() {
    assertThat(ClusterAddress.of("localhost:8081"))
        .isEqualTo(new ClusterAddress("localhost", 8081));
    assertThat(ClusterAddress.of("http://flink-1.example:80/"))
        .isEqualTo(new ClusterAddress("flink-1.example", 80));
    assertThat(ClusterAddress.of("[::1]:1").isThisMachine()).isTrue();
    assertThat(ClusterAddress.of("flink:1").isThisMachine()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "localhost:", ":8081", "a:70000", "https://a:1", "a:1/x"})
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> ClusterAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not HOST:PORT");
  }

  @Test
  void aHostThatHttpCannotNameIsRefused() {
    assertThatThrownBy(() -> ClusterAddress.of("flink_jobmanager:8081"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`flink_jobmanager` is no host that HTTP can name");
  }

  @Test
  void theRootOfAStackTraceIsItsLastCause() {
    assertThat(
            RootCause.of(
                "org.apache.flink.util.FlinkException: outer\n\tat a.b.C\nCaused by: a.b.Middle: m\n"
                    + "Caused by: java.io.FileNotFoundException: /x (gone)\n\tat d.E"))
        .isEqualTo("FileNotFoundException: /x (gone)");
    assertThat(RootCause.of("only this")).isEqualTo("only this");
  }

  @Test
  void theSecretsOfTheSpecBeforeAreTakenFromTheNext() {
    JobSpec before = spec("user \"${x\"", "s3.secret-key: k1, a: b");
    JobSpec next = spec("user \"${x\"", "s3.secret-key: k1, c: d");
    SpecBefore told = SpecBefore.of(SpecYaml.of(before), next);
    assertThat(told.yaml()).doesNotContain("user", "k1");
    assertThat(told.unknown()).isEmpty();
    assertThat(SpecParser.parse(told.yaml(), told.overrides(), Map.of()).spec()).isEqualTo(before);
  }

  @Test
  void aSecretThatTheNextSpecDoesNotHaveIsNamed() {
    SpecBefore told =
        SpecBefore.of(SpecYaml.of(spec("login", "s3.secret-key: k1")), spec("login", "c: d"));
    assertThat(told.unknown()).containsExactly("flink.properties.s3.secret-key");
  }

  @Test
  void aSpecWithoutSecretsIsTakenAsItIs() {
    String yaml =
        SpecYaml.of(spec("***", "a: b")).replace("'***'", "plain").replace("sasl.jaas.config", "x");
    assertThat(SpecBefore.of(yaml, spec("l", "a: b")))
        .isEqualTo(new SpecBefore(yaml, List.of(), List.of()));
  }

  private static JobSpec spec(String login, String flink) {
    String yaml = YAML.formatted(login.replace("${", "$${"), flink);
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(), Map.of());
    if (parsed.spec() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.spec();
  }
}
