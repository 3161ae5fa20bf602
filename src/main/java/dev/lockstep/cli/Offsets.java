package dev.lockstep.cli;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far topics reach, and how far groups have read them. */
record Offsets(Admin admin) implements AutoCloseable {

  static Offsets at(String servers) {
    return new Offsets(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers)));
  }

  /** Behind the last record of each partition. */
  Map<TopicPartition, Long> ends(Collection<String> topics)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> wanted =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(Offsets::partitions)
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    return admin.listOffsets(wanted).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(each -> new TopicPartition(topic.name(), each.partition()));
  }

  /** Whether a group has committed that it read all that there is. */
  boolean hasRead(String group, Map<TopicPartition, Long> ends)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .allMatch(
            end -> {
              OffsetAndMetadata read = committed.get(end.getKey());
              return (read == null ? 0 : read.offset()) >= end.getValue();
            });
  }

  @Override
  public void close() {
    admin.close();
  }
}
