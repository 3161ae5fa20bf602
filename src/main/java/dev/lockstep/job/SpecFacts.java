package dev.lockstep.job;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.Delivery;
import dev.lockstep.spec.EventSpec;
import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.state.Fact;
import dev.lockstep.state.JobIdentity;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a spec says of the state that its job makes. */
final class SpecFacts {
  private SpecFacts() {}

  static JobIdentity of(JobSpec spec) {
    JobIdentity identity =
        JobIdentity.of(spec.name(), partitions(spec))
            .with(Fact.ENTITY, entity(spec.event()))
            .with(Fact.ORDER, word(spec.order().by()))
            .with(Fact.VERSION, version(spec.event().version()))
            .with(Fact.REDUCER, spec.state().reducer())
            .with(Fact.MAX_PARALLELISM, Integer.toString(LockstepJob.MAX_PARALLELISM))
            .with(Fact.EVENT_ID, "id " + spec.event().id() + ", source " + spec.event().source())
            .with(Fact.TRANSACTIONS, transactions(spec));
    if (spec.order().by() == OrderBy.VERSION) {
      identity = identity.with(Fact.LANES, list(spec.analyticsTypes()));
    }
    SourceSpec.Kafka kafka = spec.source().kafka();
    return kafka == null ? identity : identity.with(Fact.TOPICS, list(kafka.topics()));
  }

  private static Map<String, Integer> partitions(JobSpec spec) {
    Map<String, Integer> partitions = new TreeMap<>();
    for (KafkaTopic topic : spec.outputs().topics().values()) {
      if (topic.partitions() != null) {
        partitions.put(topic.topic(), topic.partitions());
      }
    }
    return partitions;
  }

  private static String entity(EventSpec event) {
    if (event.entity() instanceof ConstantEntity constant) {
      return "constant " + constant.id();
    }
    if (event.entity() instanceof EntityPointers pointers) {
      return String.join(", ", pointers.pointers());
    }
    throw new AssertionError(event.entity());
  }

  /** Its form only: where it is read may change with the producer. */
  private static String version(VersionKey version) {
    return switch (version.pointers().size()) {
      case 0 -> "none";
      case 1 -> version.text() ? "text" : "number";
      default -> "pair";
    };
  }

  private static String transactions(JobSpec spec) {
    Set<String> outputs = new TreeSet<>();
    if (spec.delivery() == Delivery.EXACTLY_ONCE) {
      spec.outputs().topics().keySet().forEach(output -> outputs.add(word(output)));
    }
    return list(outputs);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String list(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
