package dev.lockstep.cli;

import dev.lockstep.connect.TopicRecords;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The topics of a job that operators need. */
final class OperatorTopics {
  private OperatorTopics() {}

  /** The topic of an output, or what to do about it if the spec names none. */
  static KafkaTopic of(JobSpec spec, Output output, String key) {
    KafkaTopic topic = spec.outputs().topics().get(output);
    return required(topic, "outputs." + key);
  }

  static KafkaTopic control(JobSpec spec) {
    return required(spec.control().kafka(), "control");
  }

  /** Opens a topic, or says why that cannot be. */
  static TopicRecords open(KafkaTopic topic) {
    try {
      return new TopicRecords(topic);
    } catch (KafkaException failure) {
      throw CommandFailure.environment(String.valueOf(RunCommand.rootOf(failure).getMessage()));
    }
  }

  private static KafkaTopic required(@Nullable KafkaTopic topic, String key) {
    if (topic == null) {
      throw CommandFailure.usage(
          "the spec names no `" + key + "` topic: add it, and start the job with it");
    }
    return topic;
  }
}
