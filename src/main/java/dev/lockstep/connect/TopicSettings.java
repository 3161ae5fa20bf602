package dev.lockstep.connect;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * How topics are set.
 *
 * @param configs by topic
 */
record TopicSettings(Map<String, Config> configs) {

  /** The settings of topics that are there; nothing if the job's user may not see them. */
  static Optional<TopicSettings> of(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> wanted =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Config> configs = new HashMap<>();
    try {
      admin
          .describeConfigs(wanted)
          .all()
          .get()
          .forEach((resource, config) -> configs.put(resource.name(), config));
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw failure;
    }
    return Optional.of(new TopicSettings(configs));
  }

  boolean knows(String topic) {
    return configs.containsKey(topic);
  }

  boolean deletes(String topic) {
    return text(topic, TopicConfig.CLEANUP_POLICY_CONFIG).contains("delete");
  }

  boolean compacts(String topic) {
    return text(topic, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact");
  }

  /** How long records are kept; below 0 for ever. */
  long retentionMillis(String topic) {
    return Long.parseLong(text(topic, TopicConfig.RETENTION_MS_CONFIG));
  }

  /** How large what is sent at once may be, as it is sent. */
  long messageBytes(String topic) {
    return Long.parseLong(text(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG));
  }

  private String text(String topic, String name) {
    Config config = Objects.requireNonNull(configs.get(topic), topic);
    return Objects.requireNonNull(config.get(name).value(), name);
  }
}
