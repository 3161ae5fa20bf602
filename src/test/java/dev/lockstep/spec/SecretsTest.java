package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "ssl.key.password",
        "ssl.truststore.password",
        "sasl.jaas.config",
        "sasl.mechanism",
        "SASL_PASSWORD",
        "s3.secret-key",
        "oauth.token",
        "key-passphrase",
        "basic.auth.credentials.source",
        "ssl.keystore.key",
        "s3.access-key",
        "Api-Key",
        "fs.azure.account.key.a.blob.core.windows.net",
        "s3.service-key",
        "sts.auth-params",
        "reporter.basic-auth",
        "reporter.http-headers"
      })
  void aSecretIsKnownByItsName(String name) {
    assertThat(Secrets.isSecret(name)).isTrue();
    assertThat(Secrets.shown(name, "hunter2")).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client.id", "key.serializer", "compression.type", "group-id"})
  void otherValuesAreShown(String name) {
    assertThat(Secrets.shown(name, "lz4")).isEqualTo("lz4");
  }

  @Test
  void whoLogsInIsTakenOutOfAddresses() {
    assertThat(Secrets.shown("schema.registry.url", "https://me:hunter2@registry:8081/x"))
        .isEqualTo("https://***@registry:8081/x");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\u0007',
      delimiter = '|',
      value = {
        "https://me:hunter2@registry:8081/x | https://***@registry:8081/x",
        "https://me:hunter@2@registry:8081  | https://***@registry:8081",
        "me:hunter2@broker:9092             | ***@broker:9092",
        "a:9092,me:hunter2@broker:9092      | ***@broker:9092",
        "a:9092,hunter2@broker:9092         | ***@broker:9092",
        "me:hunter/2@broker:9092            | ***@broker:9092",
        "me:hunter@2@broker:9092            | ***@broker:9092",
        "servers: \"me:hunter2@broker:9092\" | servers: \"***@broker:9092\"",
        "{servers: me:hunter2@broker:9092}  | {servers: ***@broker:9092}",
        "orders/0@17                        | orders/0@17",
        "one:9092,two:9092                  | one:9092,two:9092",
        "https://registry:8081/a@b          | https://registry:8081/a@b",
        "send to me@example.org: now        | send to me@example.org: now"
      })
  void whoLogsInIsTakenOutOfAnyText(String text, String shown) {
    assertThat(Secrets.withoutLogins(text)).isEqualTo(shown);
  }

  @Test
  void aLoginBeforeAServerIsAProblemThatDoesNotSayIt() {
    String yaml = Specs.good("smallest") + "source: {kafka: {topics: [t], bootstrap-servers: S}}\n";
    for (String server : List.of("me:hunter2@broker:9092", "hunter2@broker:9092")) {
      String told = Specs.listed(Specs.parse(yaml.replace("S}", "'" + server + "'}")));
      assertThat(told).contains("is not a list of servers").doesNotContain("hunter2");
    }
  }

  @Test
  void aSpecIsWrittenOutWithoutItsSecrets() {
    String yaml = SpecYaml.of(Specs.spec(Specs.good("everything")));

    assertThat(yaml).contains("sasl.jaas.config: '***'").doesNotContain("password=b");
    assertThat(yaml).contains("client.id: lockstep");
  }

  @Test
  void aSpecSaysNoSecretWhenItIsPrinted() {
    JobSpec spec =
        Specs.spec(
            Specs.good("everything").replace("compression.type: zstd", "sasl.password: hunter2"));

    assertThat(spec.toString()).doesNotContain("hunter2").doesNotContain("password=b");
  }

  @Test
  void aLineIsShownUpToItsSecret() {
    assertThat(line("  sasl.password: hunter2")).isEqualTo("  sasl.password: ***");
    assertThat(line("p: {a: 1, \"ssl.key.password\": \"hunter2\"}"))
        .isEqualTo("p: {a: 1, \"ssl.key.password\": ***");
    assertThat(line("restart-on: [TokenBurned]")).isEqualTo("restart-on: [TokenBurned]");
  }

  @Test
  void aLineBelowASecretIsNotShown() {
    List<String> lines = List.of("a:", "  jaas: |", "    login", "", "      hunter2", "  b: 1");

    assertThat(Secrets.shownLine(lines, 3)).isEqualTo("***");
    assertThat(Secrets.shownLine(lines, 5)).isEqualTo("***");
    assertThat(Secrets.shownLine(lines, 6)).isEqualTo("  b: 1");
  }

  private static String line(String text) {
    return Secrets.shownLine(List.of(text), 1);
  }
}
