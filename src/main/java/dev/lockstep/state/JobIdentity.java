package dev.lockstep.state;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a job's state was made with, as facts by name: a job of other facts would misread the state,
 * or break what it has promised.
 *
 * @param facts texts by name; what is not there was not known
 */
public record JobIdentity(Map<String, String> facts) implements Serializable {
  /** Nothing is known. */
  public static final JobIdentity UNKNOWN = new JobIdentity(Map.of());

  private static final String PARTITIONS = "partitions of topic ";

  public JobIdentity {
    facts = Map.copyOf(facts);
  }

  /**
   * A job.
   *
   * @param name its name
   * @param partitions over how many partitions of a topic it spreads its entities, by topic
   */
  public static JobIdentity of(String name, Map<String, Integer> partitions) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(Fact.NAME.word(), name);
    partitions.forEach((topic, count) -> facts.put(PARTITIONS + topic, count.toString()));
    return new JobIdentity(facts);
  }

  /** The same job with one more fact known of it. */
  public JobIdentity with(Fact fact, String text) {
    return plus(new JobIdentity(Map.of(fact.word(), text)));
  }

  /** What is known of a fact, null when nothing is. */
  public @Nullable String get(Fact fact) {
    return facts.get(fact.word());
  }

  /** Over how many partitions entities are spread, by topic, as far as it is known. */
  public Map<String, Integer> partitions() {
    Map<String, Integer> partitions = new TreeMap<>();
    facts.forEach(
        (name, fact) -> {
          if (name.startsWith(PARTITIONS)) {
            partitions.put(name.substring(PARTITIONS.length()), Integer.valueOf(fact));
          }
        });
    return partitions;
  }

  /** All facts of both; where both know one, it is the other's. */
  public JobIdentity plus(JobIdentity other) {
    Map<String, String> all = new TreeMap<>(facts);
    all.putAll(other.facts);
    return new JobIdentity(all);
  }

  /** All that is known but the partitions of topics. */
  public JobIdentity withoutPartitions() {
    Map<String, String> rest = new TreeMap<>(facts);
    rest.keySet().removeIf(name -> name.startsWith(PARTITIONS));
    return new JobIdentity(rest);
  }

  /** In words, each fixed fact that both know and that is not the same. */
  public List<String> differences(JobIdentity other) {
    return new TreeMap<>(facts)
        .entrySet().stream()
            .filter(fact -> Fact.isFixed(fact.getKey()))
            .filter(fact -> other.facts.containsKey(fact.getKey()))
            .filter(fact -> !Objects.equals(fact.getValue(), other.facts.get(fact.getKey())))
            .map(
                fact ->
                    fact.getKey()
                        + ": "
                        + fact.getValue()
                        + ", and now "
                        + other.facts.get(fact.getKey()))
            .toList();
  }
}
