package dev.lockstep.connect;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.Amounts;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import java.time.Duration;
import java.util.List;

/** Whether topics keep what they hold for long enough. */
record RetentionCheck(
    JobSpec job, TopicSettings settings, KafkaCluster cluster, List<Finding> findings) {
  /** A job may be down over a night or a weekend's first day without losing events. */
  private static final Duration DOWNTIME = Duration.ofHours(24);

  void run() {
    KafkaTopic control = job.control().kafka();
    cluster.read().stream()
        .filter(settings::knows)
        .filter(topic -> control == null || !topic.equals(control.topic()))
        .forEach(this::source);
    cluster
        .written()
        .forEach(
            (output, topic) -> {
              if (settings.knows(topic.topic())) {
                output(output, topic.topic());
              }
            });
  }

  private void source(String topic) {
    Duration remember = job.duplicates().remember();
    Duration least = remember.compareTo(DOWNTIME) > 0 ? remember : DOWNTIME;
    long keptMillis = settings.retentionMillis(topic);
    if (settings.deletes(topic) && keptMillis >= 0 && keptMillis < least.toMillis()) {
      findings.add(
          Finding.warning(
              "topic `"
                  + topic
                  + "` keeps records for "
                  + Amounts.text(Duration.ofMillis(keptMillis))
                  + " only: a job that is down for longer loses events",
              "retention.ms of " + least.toMillis() + " or more"));
    }
    if (settings.compacts(topic) && job.order().by() != OrderBy.LATEST) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` is compacted: events that were not yet read may be removed",
              "cleanup.policy=delete, or `order.by: latest` if every event holds the full state"));
    }
  }

  private void output(Output output, String topic) {
    boolean compacts = settings.compacts(topic);
    if (output == Output.STATE && (!compacts || settings.deletes(topic))) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` deletes states that have not changed for a while",
              "cleanup.policy=compact"));
    }
    boolean latestCounts = output == Output.STATE || output == Output.QUARANTINE;
    if (output == Output.QUARANTINE && !compacts) {
      findings.add(
          Finding.warning(
              "topic `"
                  + topic
                  + "` deletes old notices: `entity list` overlooks entities that are quarantined"
                  + " for long",
              "cleanup.policy=compact"));
    }
    if (!latestCounts && compacts) {
      findings.add(
          Finding.warning(
              "topic `" + topic + "` is compacted: of each entity only the last record stays",
              "cleanup.policy=delete"));
    }
  }
}
