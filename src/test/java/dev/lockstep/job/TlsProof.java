package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.connect.Finding;
import dev.lockstep.connect.Preflight;
import dev.lockstep.embedded.Certificates;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecYaml;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on brokers that speak TLS; what they need are properties of the Kafka client. */
@Tag("proof")
class TlsProof {
  private static final String WRONG_PASSWORD = "guess-hunter2";

  @TempDir private static Path stores;

  private static Certificates certificates;

  @TempDir private Path state;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.in(stores);
  }

  @Test
  void aJobShowsItsCertificateAndChecksTheBrokers() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), certificates.ofBroker(true))) {
      Topics topics = Topics.create(kafka, "mutual", 2);
      Map<String, String> properties = new TreeMap<>(trust("SSL"));
      properties.put("ssl.keystore.location", certificates.store("client"));
      properties.put("ssl.keystore.password", Certificates.PASSWORD);
      JobSpec job = guarded(topics, properties);
      assertThat(Preflight.check(job)).noneMatch(each -> each.severity() == Severity.ERROR);
      runsOn(topics, job);
    }
  }

  @Test
  void aJobLogsInWithScramOverTls() throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.open(Map.of("alice", "login-hunter2"), certificates.ofBroker(false));
        LogLines log = LogLines.ofAll()) {
      Topics topics = Topics.create(kafka, "scram", 2);
      Map<String, String> properties = new TreeMap<>();
      properties.put("security.protocol", "SASL_SSL");
      properties.put("ssl.truststore.type", "PEM");
      properties.put("ssl.truststore.certificates", certificates.pemOfBroker());
      properties.put("sasl.mechanism", "SCRAM-SHA-256");
      properties.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\""
              + " password=\"login-hunter2\";");
      JobSpec job = guarded(topics, properties);
      runsOn(topics, job);

      assertThat(log.lines())
          .as("what is logged of a job that runs")
          .anyMatch(line -> line.contains("ProducerConfig values"))
          .noneMatch(line -> line.contains("hunter2"));
      assertThat(job.toString() + SpecYaml.of(job)).doesNotContain("hunter2");
    }
  }

  @Test
  void whatIsWrongWithTheTlsOfAJobIsSaidBeforeTheStartAndNoPasswordIs() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), certificates.ofBroker(true));
        LogLines log = LogLines.ofAll()) {
      Topics topics = Topics.create(kafka, "wrong", 1);
      Map<String, String> other = new TreeMap<>(trust("SSL"));
      other.put("ssl.truststore.location", certificates.store("trusted-by-broker"));
      Map<String, String> locked = new TreeMap<>(trust("SSL"));
      locked.put("ssl.truststore.password", WRONG_PASSWORD);
      Map<String, String> missing = new TreeMap<>(trust("SSL"));
      missing.put("ssl.truststore.location", "/nowhere/trust.p12");

      assertThat(found(guarded(topics, other)).message())
          .startsWith("the TLS handshake with 127.0.0.1:")
          .contains("unable to find valid certification path");
      assertThat(found(guarded(topics, trust("SSL"))).message())
          .as("the broker asks for a certificate, and there is none")
          .startsWith("the TLS handshake with 127.0.0.1:");
      assertThat(found(guarded(topics, locked)).message())
          .startsWith("the Kafka client for 127.0.0.1:")
          .contains("password was incorrect");
      assertThat(found(guarded(topics, missing)))
          .satisfies(each -> assertThat(each.message()).contains("/nowhere/trust.p12"))
          .satisfies(each -> assertThat(each.remedy()).contains("ssl.*"));
      assertThat(log.lines()).noneMatch(line -> line.contains("hunter2"));
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), certificates.ofBroker(false))) {
      Topics topics = Topics.create(kafka, "name", 1);
      String byName = kafka.guardedBootstrapServers().replace("127.0.0.1", "localhost");
      assertThat(found(guarded(topics, trust("SSL"), byName)).message()).contains("localhost");
    }
  }

  @Test
  void aJobWithoutTlsOnATlsPortIsToldToLookAtTheProtocol() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.open(Map.of(), certificates.ofBroker(false))) {
      Topics topics = Topics.create(kafka, "plain", 1);
      assertThat(found(guarded(topics, Map.of("security.protocol", "PLAINTEXT"))).remedy())
          .contains("security.protocol");
    }
  }

  private void runsOn(Topics topics, JobSpec job) throws Exception {
    topics.send(List.of(event(2), event(1), event(3), event(2)), 1);
    KafkaRun run = new KafkaRun(job, 2, List.of(), state);
    JobClient client = run.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> topics.committed("verdicts").size() == 1 && applied(topics).size() == 3);
    run.stop(client);
    assertThat(topics.left("applied"))
        .extracting(ConsumerRecord::value)
        .satisfiesExactly(
            one -> assertThat(one).contains("\"version\":1"),
            two -> assertThat(two).contains("\"version\":2"),
            three -> assertThat(three).contains("\"version\":3"));
    assertThat(topics.left("dead-letters")).isEmpty();
  }

  private static List<ConsumerRecord<String, String>> applied(Topics topics) {
    return topics.committed("applied");
  }

  private static Map<String, String> trust(String protocol) {
    return Map.of(
        "security.protocol",
        protocol,
        "ssl.truststore.location",
        certificates.store("trusted-by-client"),
        "ssl.truststore.password",
        Certificates.PASSWORD);
  }

  /** The only finding. */
  private static Finding found(JobSpec job) throws InterruptedException {
    List<Finding> findings = Preflight.check(job);
    assertThat(findings).hasSize(1);
    assertThat(findings.toString()).doesNotContain("hunter2");
    return findings.get(0);
  }

  private static JobSpec guarded(Topics topics, Map<String, String> properties) {
    return guarded(topics, properties, topics.kafka().guardedBootstrapServers());
  }

  private static JobSpec guarded(Topics topics, Map<String, String> properties, String servers) {
    List<String> changes = new ArrayList<>();
    changes.add("source.kafka.bootstrap-servers=" + servers);
    properties.forEach(
        (key, value) ->
            changes.add(
                "source.kafka.properties.%s=\"%s\""
                    .formatted(key, value.replace("\"", "\\\"").replace("\n", "\\n"))));
    return topics.spec(changes.toArray(String[]::new));
  }

  private static String event(int version) {
    return """
        {"e":"a","id":"%1$d","t":"Changed","v":%1$d,"at":1700000000000,"d":{"n":%1$d}}"""
        .formatted(version);
  }
}
