package dev.lockstep.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * How an embedded broker runs.
 *
 * @param folder of its data
 * @param plainPort where clients connect without a login
 * @param controllerPort where it talks to itself
 * @param guardedPort where users log in, or where clients speak TLS, if any of that is asked for
 * @param users passwords by user name
 * @param extra properties on top; with {@code ssl.keystore.location} the guarded port speaks TLS
 */
record BrokerSettings(
    Path folder,
    int plainPort,
    int controllerPort,
    int guardedPort,
    Map<String, String> users,
    Map<String, String> extra) {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final String MECHANISM = "SCRAM-SHA-256";

  BrokerSettings {
    users = Map.copyOf(users);
    extra = Map.copyOf(extra);
  }

  static BrokerSettings onFreePorts(Map<String, String> users, Map<String, String> extra) {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket plain = new ServerSocket(0, 1, host);
        ServerSocket controller = new ServerSocket(0, 1, host);
        ServerSocket guarded = new ServerSocket(0, 1, host)) {
      return new BrokerSettings(
          Files.createTempDirectory("lockstep-kafka"),
          plain.getLocalPort(),
          controller.getLocalPort(),
          guarded.getLocalPort(),
          users,
          extra);
    } catch (IOException failure) {
      throw new UncheckedIOException("no free port, or no temporary folder", failure);
    }
  }

  String address(int port) {
    return HOST + ":" + port;
  }

  /** Writes what a new broker needs to find in its folder. */
  void format() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Formatter formatter =
        new Formatter()
            .setPrintStream(nowhere)
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(NODE)
            .addDirectory(folder.toString())
            .setMetadataLogDirectory(folder.toString())
            .setControllerListenerName("CONTROLLER")
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setScramArguments(credentials());
    try {
      formatter.run();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("cannot prepare " + folder, failure);
    }
  }

  private List<String> credentials() {
    return new TreeMap<>(users)
        .entrySet().stream()
            .map(user -> "name=" + user.getKey() + ",password=" + user.getValue())
            .map(credential -> MECHANISM + "=[" + credential + "]")
            .toList();
  }

  KafkaConfig config() {
    Map<String, String> properties = new HashMap<>(small());
    String listeners = "PLAINTEXT://" + address(plainPort);
    String guard = guard();
    if (!guard.equals("PLAINTEXT")) {
      listeners += "," + guard + "://" + address(guardedPort);
    }
    if (!users.isEmpty()) {
      properties.putAll(login(guard));
    }
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE));
    properties.put("controller.quorum.voters", NODE + "@" + address(controllerPort));
    properties.put("listeners", listeners + ",CONTROLLER://" + address(controllerPort));
    properties.put("advertised.listeners", listeners);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,%1$s:%1$s,CONTROLLER:PLAINTEXT".formatted(guard));
    properties.put("log.dirs", folder.toString());
    properties.putAll(extra);
    return new KafkaConfig(properties, false);
  }

  /** The protocol of the guarded port; PLAINTEXT if there is none. */
  private String guard() {
    boolean tls = extra.containsKey("ssl.keystore.location");
    if (users.isEmpty()) {
      return tls ? "SSL" : "PLAINTEXT";
    }
    return tls ? "SASL_SSL" : "SASL_PLAINTEXT";
  }

  /** Whoever logs in may do what no rule forbids; whoever does not is the administrator. */
  private static Map<String, String> login(String guard) {
    return Map.of(
        "sasl.enabled.mechanisms",
        MECHANISM,
        "listener.name.%s.scram-sha-256.sasl.jaas.config".formatted(guard.toLowerCase(Locale.ROOT)),
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        "authorizer.class.name",
        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users",
        "User:ANONYMOUS",
        "allow.everyone.if.no.acl.found",
        "true");
  }

  /** One node, few threads, little memory, no waiting for others. */
  private static Map<String, String> small() {
    Map<String, String> properties = new HashMap<>();
    for (String topic : List.of("offsets.topic", "transaction.state.log")) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "1");
      properties.put(topic + ".segment.bytes", "16777216");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("default.replication.factor", "1");
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("controlled.shutdown.enable", "true");
    properties.put("log.cleaner.dedupe.buffer.size", "2097152");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "1");
    properties.put("background.threads", "2");
    return properties;
  }
}
