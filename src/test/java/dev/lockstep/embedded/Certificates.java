package dev.lockstep.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A broker's and a client's certificate, made by the JDK's keytool, and who trusts whom.
 *
 * @param folder where their stores are
 */
public record Certificates(Path folder) {
  public static final String PASSWORD = "store-hunter2";

  /** Certificates in a folder; the broker's is for 127.0.0.1 and for no name. */
  public static Certificates in(Path folder) throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.make("broker", "client", "-ext", "SAN=ip:127.0.0.1");
    certificates.make("client", "broker");
    return certificates;
  }

  /** What a broker needs to speak TLS, and to ask clients who they are. */
  public Map<String, String> ofBroker(boolean asksClients) {
    return Map.of(
        "ssl.keystore.location",
        store("broker"),
        "ssl.keystore.password",
        PASSWORD,
        "ssl.truststore.location",
        store("trusted-by-broker"),
        "ssl.truststore.password",
        PASSWORD,
        "ssl.client.auth",
        asksClients ? "required" : "none");
  }

  /** A keystore of {@code broker}, {@code client}, or {@code trusted-by-} one of them. */
  public String store(String name) {
    return folder.resolve(name + ".p12").toString();
  }

  /** The broker's certificate as text. */
  public String pemOfBroker() throws IOException {
    return Files.readString(folder.resolve("broker.pem"));
  }

  private void make(String name, String trustedBy, String... more) throws Exception {
    List<String> pair = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC"));
    pair.addAll(List.of("-dname", "CN=" + name, "-validity", "2"));
    pair.addAll(List.of(more));
    keytool(store(name), pair.toArray(String[]::new));
    String pem = folder.resolve(name + ".pem").toString();
    keytool(store(name), "-exportcert", "-rfc", "-alias", name, "-file", pem);
    String trust = store("trusted-by-" + trustedBy);
    keytool(trust, "-importcert", "-noprompt", "-alias", name, "-file", pem);
  }

  private static void keytool(String store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store, "-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }
}
