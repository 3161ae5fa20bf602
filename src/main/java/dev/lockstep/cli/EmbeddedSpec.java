package dev.lockstep.cli;

import dev.lockstep.spec.ControlSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A job moved to another broker, where nobody logs in and everything begins. */
final class EmbeddedSpec {
  private EmbeddedSpec() {}

  /** The job on these servers; topics that its spec does not name are called after the job. */
  static JobSpec on(String servers, JobSpec job) {
    return new JobSpec(
        job.name(),
        new SourceSpec(source(servers, job), job.source().format(), job.source().sizeAtMostBytes()),
        job.event(),
        job.analyticsTypes(),
        job.order(),
        job.duplicates(),
        job.watermarks(),
        job.state(),
        job.outputs().to(outputs(servers, job)),
        control(servers, job),
        job.overrides(),
        job.redact(),
        job.delivery(),
        job.flink());
  }

  /** There operators may always intervene. */
  private static ControlSpec control(String servers, JobSpec job) {
    KafkaTopic own = job.control().kafka();
    String topic = own == null ? job.name() + "-control" : own.topic();
    return new ControlSpec(new KafkaTopic(servers, topic, Map.of(), null));
  }

  private static Kafka source(String servers, JobSpec job) {
    Kafka source = job.source().kafka();
    StartFrom beginning = new StartFrom(StartFrom.Kind.EARLIEST, null);
    return source == null
        ? new Kafka(servers, List.of(job.name()), job.name(), beginning, Map.of())
        : new Kafka(
            servers,
            source.topics(),
            source.groupId(),
            beginning,
            withoutLogin(source.properties()));
  }

  private static Map<Output, KafkaTopic> outputs(String servers, JobSpec job) {
    Map<Output, KafkaTopic> topics = new EnumMap<>(Output.class);
    for (Output output : Output.values()) {
      KafkaTopic topic = job.outputs().topics().get(output);
      String name = job.name() + "-" + output.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (topic != null) {
        topics.put(
            output,
            new KafkaTopic(
                servers, topic.topic(), withoutLogin(topic.properties()), topic.partitions()));
      } else if (job.outputs().topics().isEmpty()) {
        topics.put(output, new KafkaTopic(servers, name, Map.of(), null));
      }
    }
    return topics;
  }

  private static Map<String, String> withoutLogin(Map<String, String> properties) {
    Map<String, String> rest = new HashMap<>(properties);
    rest.keySet().removeIf(key -> key.matches("(security|sasl|ssl)\\..*"));
    return rest;
  }
}
