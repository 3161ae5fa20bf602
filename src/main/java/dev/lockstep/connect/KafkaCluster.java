package dev.lockstep.connect;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * One Kafka that a job uses, under one login.
 *
 * @param servers host:port, separated by commas
 * @param login what the client needs to connect; may hold secrets
 * @param read topics that are read
 * @param written topics that are written, by output
 */
record KafkaCluster(
    String servers, Map<String, String> login, List<String> read, Map<Output, KafkaTopic> written) {
  private static final int ANSWER_WITHIN_MILLIS = 10_000;

  private record Door(String servers, Map<String, String> login) {}

  /** The clusters of a job, the source's first. */
  static List<KafkaCluster> of(JobSpec job) {
    Map<Door, KafkaCluster> clusters = new LinkedHashMap<>();
    Kafka source = job.source().kafka();
    if (source != null) {
      at(clusters, source.bootstrapServers(), source.properties()).read().addAll(source.topics());
    }
    KafkaTopic control = job.control().kafka();
    if (control != null) {
      at(clusters, control.bootstrapServers(), control.properties()).read().add(control.topic());
    }
    job.outputs()
        .topics()
        .forEach(
            (output, topic) ->
                at(clusters, topic.bootstrapServers(), topic.properties())
                    .written()
                    .put(output, topic));
    return List.copyOf(clusters.values());
  }

  /** Whether the events are read from it. */
  boolean isOf(Kafka source) {
    return servers.equals(source.bootstrapServers()) && login.equals(login(source.properties()));
  }

  private static KafkaCluster at(
      Map<Door, KafkaCluster> clusters, String servers, Map<String, String> properties) {
    Map<String, String> login = login(properties);
    return clusters.computeIfAbsent(
        new Door(servers, login),
        door -> new KafkaCluster(servers, login, new ArrayList<>(), new EnumMap<>(Output.class)));
  }

  /** A Kafka without topics. */
  static KafkaCluster of(String servers, Map<String, String> properties) {
    return new KafkaCluster(servers, login(properties), List.of(), Map.of());
  }

  private static Map<String, String> login(Map<String, String> properties) {
    Map<String, String> login = new HashMap<>(properties);
    login.keySet().retainAll(AdminClientConfig.configNames());
    login.keySet().removeIf(key -> !key.matches("(security|sasl|ssl)\\..*"));
    return login;
  }

  /** All topics, those that are read first. */
  List<String> topics() {
    List<String> topics = new ArrayList<>(read);
    written.values().forEach(topic -> topics.add(topic.topic()));
    return topics;
  }

  /** A connection that gives up within seconds. */
  Admin connect() {
    Map<String, Object> client = new HashMap<>(login);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS / 2);
    client.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    return Admin.create(client);
  }
}
