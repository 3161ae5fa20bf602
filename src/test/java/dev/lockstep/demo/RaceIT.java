package dev.lockstep.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.demo.Fault.Kind;
import dev.lockstep.embedded.EmbeddedKafka;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain producers and consumers on a real broker. */
class RaceIT {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void open() {
    kafka = EmbeddedKafka.open();
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void oneConsumerOfOnePartitionIsRight() throws Exception {
    Story story = Stories.tell("door-locks", new SplittableRandom(1));

    Finish finish = race(Script.inOrder(story), "one");

    assertThat(finish.states()).isEqualTo(story.truth());
    assertThat(finish.deliveries()).isEqualTo(story.messages());
    assertThat(finish.overtaken()).isZero();
    assertThat(finish.suffered()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, keyed {1}, seed {2}")
  @CsvSource({
    "wallet, false, 1",
    "wallet, true, 1",
    "orders, false, 2",
    "profiles, true, 3",
    "ledger, false, 4",
    "ledger, true, 5",
    "ledgers, false, 6"
  })
  void parallelConsumersAreWrongAndEverythingGoesWrongThatWasPlanned(
      String name, boolean keyed, int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Story story = Stories.tell(name, random);
    Script script = Script.inParallel(story, 4, 8, keyed, random);

    Finish finish = race(script, name + "-" + keyed);

    assertThat(ScriptTest.wrongRows(story, finish.deliveries()))
        .isGreaterThanOrEqualTo(story.truth().size() == 1 ? 1 : 3);
    assertThat(finish.states()).isEqualTo(Story.states(finish.deliveries()));
    assertThat(finish.overtaken()).isPositive();
    assertThat(finish.suffered()).isEqualTo(planned(script));
    assertThat(Set.copyOf(finish.deliveries())).isEqualTo(Set.copyOf(story.messages()));
    assertThat(finish.deliveries())
        .hasSize(
            story.messages().size()
                + finish.suffered(Kind.TWICE)
                + finish.suffered(Kind.REDELIVERED));
    assertThat(records(name + "-" + keyed)).isEqualTo(script.records());
  }

  @Test
  void anInterruptedRaceEndsWithAllItsThreads() throws Exception {
    Story story = Stories.tell("door-locks", new SplittableRandom(1));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    kafka.createTopic("interrupted", 1);
    Clients clients = new Clients(kafka.bootstrapServers(), "interrupted");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Race.run(Script.inOrder(story), clients))
        .isInstanceOf(InterruptedException.class);

    assertThat(Thread.interrupted()).isFalse();
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    assertThat(left).extracting(Thread::getName).noneMatch(name -> name.startsWith("pool-"));
  }

  private static Finish race(Script script, String topic) throws Exception {
    kafka.createTopic(topic, script.partitions());
    return Race.run(script, new Clients(kafka.bootstrapServers(), topic));
  }

  private static Map<Kind, Integer> planned(Script script) {
    Map<Kind, Integer> planned = new TreeMap<>();
    script.faults().values().forEach(fault -> planned.merge(fault.kind(), 1, Integer::sum));
    return planned;
  }

  private static long records(String topic) {
    try (Consumer<String, String> consumer =
        new Clients(kafka.bootstrapServers(), topic).consumer("count")) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
