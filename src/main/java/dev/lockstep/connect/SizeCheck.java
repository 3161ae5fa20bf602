package dev.lockstep.connect;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.Severity;
import java.util.List;
import java.util.Optional;

/** Whether the topics that are written take all that the job may make of its input. */
record SizeCheck(
    JobSpec job, TopicSettings settings, KafkaCluster cluster, List<Finding> findings) {

  void run() {
    cluster
        .written()
        .forEach(
            (output, topic) -> {
              if (settings.knows(topic.topic())) {
                look(output, topic);
              }
            });
  }

  private void look(Output output, KafkaTopic topic) {
    Room room = new Room(job);
    long taken = Room.recordBytes(topic, settings.messageBytes(topic.topic()));
    long left = room.inRecordOf(taken);
    if (left < Room.LEAST_BYTES) {
      findings.add(
          Finding.error(
              takes(topic, taken) + ", too few for any record of the job",
              more(room.messageBytesFor(job.source().sizeAtMostBytes()))));
      return;
    }
    finding(output, topic, taken, left).ifPresent(findings::add);
  }

  private Optional<Finding> finding(Output output, KafkaTopic topic, long taken, long left) {
    return switch (output) {
      case APPLIED, ANALYTICS ->
          lowered(
              takes(topic, taken) + ": an event of more than " + left + " bytes is MALFORMED",
              left,
              job.source().sizeAtMostBytes(),
              "source.size-at-most");
      case STATE ->
          lowered(
              takes(topic, taken)
                  + ": an event that makes a state of more than "
                  + left
                  + " bytes is REJECTED",
              left,
              job.state().sizeAtMostBytes(),
              "state.size-at-most");
      case DEAD_LETTERS -> cut(topic, taken, largestInput());
      case QUARANTINE ->
          shortened(
              takes(topic, taken)
                  + ": a notice with more than "
                  + left
                  + " bytes of state and data goes without the state, or without both",
              left,
              (long) job.state().sizeAtMostBytes() + job.source().sizeAtMostBytes());
      case INCIDENTS ->
          job.control().kafka() == null
              ? Optional.empty()
              : shortened(
                  takes(topic, taken)
                      + ": `entity show` shows no state of more than "
                      + left
                      + " bytes",
                  left,
                  job.state().sizeAtMostBytes());
      case VERDICTS -> Optional.empty();
    };
  }

  private Optional<Finding> lowered(String message, long left, int wanted, String key) {
    return left >= wanted
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Severity.NOTE,
                message,
                more(new Room(job).messageBytesFor(wanted))
                    + "; or `"
                    + key
                    + ": "
                    + left / 1_000
                    + "KB`"));
  }

  private Optional<Finding> shortened(String message, long left, long wanted) {
    return left >= wanted
        ? Optional.empty()
        : Optional.of(
            new Finding(Severity.NOTE, message, more(new Room(job).messageBytesFor(wanted))));
  }

  /** Escaped, a record is up to twice as large in all that is likely. */
  private Optional<Finding> cut(KafkaTopic topic, long taken, long input) {
    return taken >= 2 * input
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                takes(topic, taken)
                    + ", less than a dead letter of the largest input can need: its bytes are cut,"
                    + " and whole at its origin only",
                more(new Room(job).messageBytesFor(2 * input))));
  }

  private long largestInput() {
    return cluster.read().stream()
        .filter(settings::knows)
        .mapToLong(settings::messageBytes)
        .max()
        .orElse(job.source().sizeAtMostBytes());
  }

  private static String takes(KafkaTopic topic, long taken) {
    return "topic `" + topic.topic() + "` takes " + taken + " bytes a record";
  }

  private static String more(long messageBytes) {
    String topic = "max.message.bytes of " + messageBytes + " or more for the topic";
    return messageBytes < KafkaSinks.REQUEST_BYTES_AT_MOST
        ? topic
        : topic + ", and `max.request.size` and `buffer.memory` among the output's properties";
  }
}
