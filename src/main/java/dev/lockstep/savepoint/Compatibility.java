package dev.lockstep.savepoint;

import dev.lockstep.savepoint.SpecChange.Ruling;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which changes of a spec keep the state, which have a price, and which are refused. What is no
 * {@link Fact}, such as policies, waits, invariants, and outputs added, keeps it.
 */
public final class Compatibility {
  private static final String NEW_STATE =
      "start a new job under another name: from the topics, or with what `savepoint export` and"
          + " `savepoint bootstrap` carry over";

  private Compatibility() {}

  /**
   * All that has changed, kept or not.
   *
   * @param saved what the state was made with
   * @param ours what the job would go on with
   * @param accepted what somebody takes the responsibility for
   */
  public static List<SpecChange> changes(JobIdentity saved, JobIdentity ours, Set<Price> accepted) {
    List<SpecChange> changes = new ArrayList<>();
    for (Fact fact : Fact.values()) {
      String before = saved.get(fact);
      String after = ours.get(fact);
      if (before != null && after != null && !before.equals(after)) {
        changes.add(change(fact, before, after, accepted));
      }
    }
    changes.addAll(partitions(saved.partitions(), ours.partitions()));
    return changes;
  }

  private static SpecChange change(Fact fact, String before, String after, Set<Price> accepted) {
    Ruling ruling = ruling(fact, before, after, accepted);
    return new SpecChange(fact.word(), before, after, ruling, wayOut(fact, ruling));
  }

  private static Ruling ruling(Fact fact, String before, String after, Set<Price> accepted) {
    return switch (fact) {
      case NAME, ENTITY, ORDER, VERSION, REDUCER, LANES, MAX_PARALLELISM -> Ruling.REFUSED;
      case EVENT_ID -> priced(Price.EVENT_ID, accepted);
      case TOPICS -> removes(before, after) ? priced(Price.TOPICS, accepted) : Ruling.KEPT;
      case TRANSACTIONS -> removes(before, after) ? priced(Price.OUTPUTS, accepted) : Ruling.KEPT;
    };
  }

  private static Ruling priced(Price price, Set<Price> accepted) {
    return accepted.contains(price) ? Ruling.ACCEPTED : Ruling.NEEDS_FLAG;
  }

  private static boolean removes(String before, String after) {
    return !names(after).containsAll(names(before));
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : new TreeSet<>(List.of(list.split(", ")));
  }

  private static String wayOut(Fact fact, Ruling ruling) {
    if (ruling == Ruling.KEPT) {
      return "";
    }
    return switch (fact) {
      case NAME -> "keep the name, or start the other job without this savepoint";
      case ENTITY -> "the state is keyed by it: " + NEW_STATE;
      case ORDER -> "the places kept are of one kind: " + NEW_STATE;
      case VERSION -> "versions of two forms cannot be compared: " + NEW_STATE;
      case REDUCER -> "the states kept were made otherwise: " + NEW_STATE;
      case LANES -> "give the events of the other lane a type of their own; or " + NEW_STATE;
      case MAX_PARALLELISM -> "key groups never change: take the version of Lockstep that has them";
      case EVENT_ID -> Price.EVENT_ID.wayOut();
      case TOPICS -> Price.TOPICS.wayOut();
      case TRANSACTIONS -> Price.OUTPUTS.wayOut();
    };
  }

  private static List<SpecChange> partitions(
      Map<String, Integer> before, Map<String, Integer> after) {
    List<SpecChange> changes = new ArrayList<>();
    new TreeMap<>(before)
        .forEach(
            (topic, count) -> {
              Integer now = after.get(topic);
              if (now != null && !now.equals(count)) {
                changes.add(
                    new SpecChange(
                        "partitions of topic " + topic,
                        count.toString(),
                        now.toString(),
                        Ruling.REFUSED,
                        "consumers would see an entity in two partitions: keep `partitions: "
                            + count
                            + "`, or write to a new topic"));
              }
            });
    return changes;
  }
}
