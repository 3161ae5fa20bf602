package dev.lockstep.spec;

import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityKey;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;

/**
 * A spec written out as YAML, with every default and no secret. Read again it gives an equal spec,
 * but for the secrets.
 */
public final class SpecYaml {
  private SpecYaml() {}

  /** A duration as it is written in a spec, such as {@code 1m35s}. */
  public static String of(Duration duration) {
    return Amounts.text(duration);
  }

  /** A size in bytes as it is written in a spec, such as {@code 1MiB}. */
  public static String of(int sizeBytes) {
    return Amounts.text(sizeBytes);
  }

  /** The whole spec. */
  public static String of(JobSpec spec) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(options).dump(written(withoutNeedless(spec)));
  }

  /** Without the defaults of keys that change nothing here: who reads them would be warned. */
  private static Map<String, @Nullable Object> withoutNeedless(JobSpec spec) {
    Map<String, @Nullable Object> job = job(spec);
    JobSpec whole = readAgain(job);
    for (String path : UnusedKeys.of(spec)) {
      Map<String, @Nullable Object> less = job(spec);
      remove(less, path);
      if (whole != null && whole.equals(readAgain(less))) {
        remove(job, path);
      }
    }
    return job;
  }

  private static @Nullable JobSpec readAgain(Map<String, @Nullable Object> job) {
    return SpecParser.parse(new Yaml().dump(written(job)), List.of(), Map.of()).spec();
  }

  private static void remove(Map<String, @Nullable Object> job, String path) {
    int dot = path.indexOf('.');
    if (job.get(path.substring(0, dot)) instanceof Map<?, ?> group) {
      group.remove(path.substring(dot + 1));
    }
  }

  /** Without what is null; texts are escaped, so that reading them again finds no variables. */
  private static Object written(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> written = new LinkedHashMap<>();
      map.forEach(
          (key, each) -> {
            if (each != null) {
              written.put(key, written(each));
            }
          });
      return written;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SpecYaml::written).toList();
    }
    return value instanceof String text ? text.replace("${", "$${") : value;
  }

  private static Map<String, @Nullable Object> job(JobSpec spec) {
    Map<String, @Nullable Object> job = new LinkedHashMap<>();
    job.put("lockstep", 1);
    job.put("name", spec.name());
    job.put("source", source(spec.source()));
    job.put("event", event(spec.event()));
    job.put("lanes", Map.of("analytics", sorted(spec.analyticsTypes())));
    job.put("order", OrderYaml.order(spec.order()));
    job.put("overrides", OrderYaml.overrides(spec));
    job.put("duplicates", OrderYaml.duplicates(spec.duplicates()));
    job.put("watermarks", OrderYaml.watermarks(spec.watermarks()));
    job.put("state", StateYaml.of(spec.state()));
    job.put("outputs", outputs(spec.outputs()));
    KafkaTopic control = spec.control().kafka();
    job.put("control", control == null ? null : Map.of("kafka", kafka(control)));
    job.put("redact", spec.redact().isEmpty() ? null : sorted(spec.redact()));
    job.put("delivery", Choice.word(spec.delivery()));
    job.put("flink", flink(spec.flink()));
    return job;
  }

  private static Map<String, @Nullable Object> source(SourceSpec source) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    Kafka kafka = source.kafka();
    if (kafka != null) {
      Map<String, @Nullable Object> inner = new LinkedHashMap<>();
      inner.put("bootstrap-servers", kafka.bootstrapServers());
      inner.put("topics", kafka.topics());
      inner.put("group-id", kafka.groupId());
      inner.put("start-from", startFrom(kafka.startFrom()));
      inner.put("properties", properties(kafka.properties()));
      group.put("kafka", inner);
    }
    group.put("format", Choice.word(source.format()));
    group.put("size-at-most", Amounts.text(source.sizeAtMostBytes()));
    return group;
  }

  private static String startFrom(StartFrom start) {
    return start.instant() != null ? start.instant().toString() : Choice.word(start.kind());
  }

  private static Map<String, @Nullable Object> event(EventSpec event) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("entity", entity(event.entity()));
    group.put("id", event.id());
    group.put("source", event.source());
    group.put("type", event.type());
    group.put("version", version(event.version()));
    group.put("time", event.time());
    group.put("rank", orNull(event.rank()));
    group.put("delete", event.delete());
    group.put("data", event.data());
    return group;
  }

  private static @Nullable Object version(VersionKey version) {
    if (version.text()) {
      return Map.of("text", version.pointers().get(0));
    }
    return version.pointers().size() == 1 ? version.pointers().get(0) : orNull(version.pointers());
  }

  private static @Nullable Object orNull(List<String> list) {
    return list.isEmpty() ? null : list;
  }

  private static Object entity(EntityKey entity) {
    if (entity instanceof ConstantEntity constant) {
      return Map.of("constant", constant.id());
    }
    if (entity instanceof EntityPointers at) {
      return at.pointers().size() == 1 ? at.pointers().get(0) : at.pointers();
    }
    throw new AssertionError(entity);
  }

  private static Map<String, @Nullable Object> outputs(OutputsSpec outputs) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    outputs
        .topics()
        .forEach((output, topic) -> group.put(Choice.word(output), Map.of("kafka", kafka(topic))));
    if (outputs.allVerdicts()) {
      group.put("verdicts", output(outputs, Output.VERDICTS, "all", true));
    }
    if (outputs.allGaps()) {
      group.put("incidents", output(outputs, Output.INCIDENTS, "gaps", "all"));
    }
    if (outputs.appliedValue() != AppliedValue.LINE) {
      group.put(
          "applied", output(outputs, Output.APPLIED, "value", Choice.word(outputs.appliedValue())));
    }
    return group;
  }

  private static Map<String, @Nullable Object> output(
      OutputsSpec outputs, Output output, String key, Object value) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    KafkaTopic topic = outputs.topics().get(output);
    group.put("kafka", topic == null ? null : kafka(topic));
    group.put(key, value);
    return group;
  }

  private static Map<String, @Nullable Object> kafka(KafkaTopic topic) {
    Map<String, @Nullable Object> kafka = new LinkedHashMap<>();
    kafka.put("bootstrap-servers", topic.bootstrapServers());
    kafka.put("topic", topic.topic());
    kafka.put("partitions", topic.partitions());
    kafka.put("properties", properties(topic.properties()));
    return kafka;
  }

  private static Map<String, @Nullable Object> flink(FlinkSpec flink) {
    Map<String, @Nullable Object> group = new LinkedHashMap<>();
    group.put("parallelism", flink.parallelism());
    group.put("checkpoint-interval", Amounts.text(flink.checkpointInterval()));
    group.put("backend", flink.backend() == null ? null : Choice.word(flink.backend()));
    group.put("cache", cache(flink.cacheBytes()));
    group.put("properties", properties(flink.properties()));
    return group;
  }

  private static @Nullable String cache(@Nullable Long bytes) {
    if (bytes == null) {
      return null;
    }
    return bytes == 0 ? "off" : Amounts.text(bytes);
  }

  private static Map<String, String> properties(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>();
    properties.forEach((key, value) -> shown.put(key, Secrets.shown(key, value)));
    return shown;
  }

  static List<String> sorted(Set<String> set) {
    return List.copyOf(new TreeSet<>(set));
  }
}
