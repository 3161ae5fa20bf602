package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.Secrets;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.spec.SpecParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The spec of a job that runs, as the job tells of it: complete but for its secrets, which are
 * taken from the spec that is to take its place.
 *
 * @param yaml what the job tells
 * @param overrides what fills the secrets in, as {@code --set} takes it
 * @param unknown the secrets that the other spec does not have
 */
public record SpecBefore(String yaml, List<String> overrides, List<String> unknown) {
  public SpecBefore {
    overrides = List.copyOf(overrides);
    unknown = List.copyOf(unknown);
  }

  /**
   * Fills the secrets in.
   *
   * @param yaml what the job tells
   * @param next the spec that is to take its place
   */
  public static SpecBefore of(String yaml, JobSpec next) {
    JobSpec before = SpecParser.parse(yaml, List.of(), Map.of()).spec();
    if (before == null) {
      return new SpecBefore(yaml, List.of(), List.of("a spec that this build can read"));
    }
    List<String> overrides = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Map<String, Map<String, String>> known = properties(next);
    properties(before)
        .forEach(
            (path, properties) -> {
              Map<String, String> others = known.getOrDefault(path, Map.of());
              if (properties.values().stream().anyMatch(SpecBefore::isHidden)) {
                overrides.add(path + "=" + filled(path, properties, others, unknown));
              }
            });
    return new SpecBefore(yaml, overrides, unknown);
  }

  private static boolean isHidden(String value) {
    return value.contains(Secrets.HIDDEN);
  }

  private static String filled(
      String path,
      Map<String, String> properties,
      Map<String, String> others,
      List<String> unknown) {
    Map<String, String> filled = new TreeMap<>(properties);
    filled.replaceAll((key, value) -> isHidden(value) ? others.getOrDefault(key, value) : value);
    filled.forEach(
        (key, value) -> {
          if (isHidden(value)) {
            unknown.add(path + "." + key);
          }
        });
    // JSON is YAML; what looks like a variable is none any more
    return new ObjectMapper().valueToTree(filled).toString().replace("${", "$${");
  }

  /** All groups of a spec that may hold secrets, by their path. */
  private static Map<String, Map<String, String>> properties(JobSpec spec) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    SourceSpec.Kafka source = spec.source().kafka();
    if (source != null) {
      all.put("source.kafka.properties", source.properties());
    }
    spec.outputs()
        .topics()
        .forEach(
            (output, topic) ->
                all.put("outputs." + word(output) + ".kafka.properties", topic.properties()));
    @Nullable KafkaTopic control = spec.control().kafka();
    if (control != null) {
      all.put("control.kafka.properties", control.properties());
    }
    all.put("flink.properties", spec.flink().properties());
    return all;
  }

  private static String word(Output output) {
    return output.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
