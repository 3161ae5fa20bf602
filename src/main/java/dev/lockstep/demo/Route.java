package dev.lockstep.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How a message gets to the topic.
 *
 * @param producer who writes it, from 0
 * @param key of its record; null for none
 * @param partition where to, from 0
 */
record Route(int producer, @Nullable String key, int partition) {

  /** To any partition. */
  static Route without(int producer, int partitions, SplittableRandom random) {
    return new Route(producer, null, random.nextInt(partitions));
  }

  /** To the partition that the key leads to, as Kafka's producers reckon. */
  static Route by(String key, int producer, int partitions) {
    int partition = Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    return new Route(producer, key, partition);
  }

  /** Whether no consumer of this partition ever has a slow call: what others wait for goes on. */
  boolean isOpen() {
    return partition % 2 == 1;
  }
}
