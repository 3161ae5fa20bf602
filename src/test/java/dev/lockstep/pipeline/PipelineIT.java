package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Undecodable;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.state.Tally;
import dev.lockstep.state.Uids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real graph on a cluster in this process: what fails on the way changes nothing. */
class PipelineIT {
  static final Plan PLAN = Policies.byVersion().holding(1_000).plan();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static int taskManagers = 1;

  @ParameterizedTest(name = "parallelism {0} on {1}, seed {2}")
  @CsvSource({"1, HEAP, 1", "4, HEAP, 2", "1, ROCKSDB, 3", "4, ROCKSDB, 4"})
  void failuresOnTheWayChangeNothing(int parallelism, Backend backend, long seed) throws Exception {
    Random random = new Random(seed);
    List<Integer> failAfter = List.of(200 + random.nextInt(400), 700 + random.nextInt(500));
    TestJob job = new TestJob("failing " + seed, seed, PLAN, parallelism, backend, failAfter);
    checkOutcome(job, job.build().execute(job.run()));
  }

  @Test
  void whatFinishedSubtasksCountedIsNotForgottenInAFailure() throws Exception {
    int records = Feed.of(6).size();
    TestJob job =
        new TestJob("finishing", 6, PLAN, 4, Backend.HEAP, List.of(records - 10))
            .slowFrom(records * 3 / 4);
    checkOutcome(job, job.build().execute(job.run()));
  }

  @ParameterizedTest(name = "parallelism {0} on {1}, seed {2}")
  @CsvSource("4, ROCKSDB, 5")
  void aKilledTaskManagerChangesNothing(
      int parallelism, Backend backend, long seed, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    TestJob job = new TestJob("killed " + seed, seed, PLAN, parallelism, backend, List.of());
    CompletableFuture<Void> reached =
        Replay.stopAfter(job.run(), 200 + new Random(seed).nextInt(800));
    JobClient client = job.build().executeAsync(job.run());
    reached.get(1, TimeUnit.MINUTES);
    cluster.terminateTaskManager(taskManagers - 1).get();
    cluster.startTaskManager();
    taskManagers++;
    checkOutcome(job, client.getJobExecutionResult().get());
    assertThat(Replay.handedOut(job.run())).as("replayed").isGreaterThan(Feed.of(seed).size());
  }

  @ParameterizedTest(name = "parallelism {0} on {1}, seed {2}")
  @CsvSource({"4, ROCKSDB, 7", "4, HEAP, 8"})
  void whatOperatorsDoSurvivesAKilledTaskManager(
      int parallelism, Backend backend, long seed, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Plan plan = Policies.byVersion().holding(50).quarantining(1_000).plan();
    TestJob job =
        new TestJob("operated " + seed, seed, plan, parallelism, backend, List.of())
            .withOperators();
    CompletableFuture<Void> reached =
        Replay.stopAfter(job.run(), 600 + new Random(seed).nextInt(800));
    JobClient client = job.build().executeAsync(job.run());
    reached.get(1, TimeUnit.MINUTES);
    cluster.terminateTaskManager(taskManagers - 1).get();
    cluster.startTaskManager();
    taskManagers++;
    checkOutcome(job, client.getJobExecutionResult().get());
    assertThat(Replay.handedOut(job.run())).as("replayed").isGreaterThan(job.records().size());
  }

  @Test
  void orderIsKeptFromTheKeyToTheSinkOfChanges() {
    StreamGraph graph = job(2).build().getStreamGraph();
    StreamNode reconcile = node(graph, Uids.RECONCILE);
    assertThat(reconcile.getInEdges())
        .singleElement()
        .satisfies(
            edge ->
                assertThat(edge.getPartitioner()).isInstanceOf(KeyGroupStreamPartitioner.class));
    assertThat(reconcile.getOutEdges())
        .filteredOn(edge -> edge.getOutputTag() == null)
        .hasSize(2)
        .allSatisfy(
            edge -> assertThat(edge.getPartitioner()).isInstanceOf(ForwardPartitioner.class));
    assertThat(graph.getJobGraph().getVerticesAsArray())
        .as("both sinks of changes are chained to the operator")
        .anySatisfy(
            vertex ->
                assertThat(vertex.getName())
                    .startsWith("reconcile -> ")
                    .contains(Uids.STATE_SINK + ":", Uids.APPLIED_SINK + ":"));
  }

  @Test
  void everyOperatorHasItsUidAndTheJobItsMaxParallelism() {
    StreamGraph graph = job(2).build().getStreamGraph();
    assertThat(graph.getStreamNodes())
        .allSatisfy(node -> assertThat(node.getTransformationUID()).isNotBlank());
    assertThat(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID))
        .contains(Uids.SOURCE, Uids.LANES, Uids.RECONCILE, Uids.STATE_SINK, Uids.APPLIED_SINK);
    assertThat(graph.getJobGraph().getVertices())
        .allSatisfy(
            vertex ->
                assertThat(vertex.getMaxParallelism()).isEqualTo(LockstepJob.MAX_PARALLELISM));
  }

  private static TestJob job(long seed) {
    return new TestJob("graph", seed, PLAN, 4, Backend.HEAP, List.of());
  }

  private static StreamNode node(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findFirst()
        .orElseThrow();
  }

  static void checkOutcome(TestJob job, JobExecutionResult result) throws Exception {
    List<Decoded> records = job.records();
    List<String> expected = new ArrayList<>();
    Tally keyed = play(job.plan(), records, expected);
    long received =
        records.stream().filter(each -> !(each instanceof ControlEvent)).count()
            + keyed.get(Tally.RECEIVED);
    assertThat(byOutput(CommittedLines.take(job.run())))
        .as("seed %d", job.seed())
        .isEqualTo(byOutput(expected));
    Tally tally = result.getAccumulatorResult(TallyAccumulator.NAME);
    assertThat(tally.get(Tally.RECEIVED)).as("received").isEqualTo(received);
    assertThat(tally.get(Tally.HELD)).as("held").isEqualTo(keyed.get(Tally.HELD));
    assertThat(tally.verdicts() + tally.get(Tally.HELD)).as("verdicts + held").isEqualTo(received);
  }

  /** What comes out of one undisturbed subtask, and what the lanes send past it. */
  private static Tally play(Plan plan, List<Decoded> records, List<String> lines) throws Exception {
    try (ScaledJob undisturbed = new ScaledJob(plan, Backend.HEAP)) {
      for (Decoded record : records) {
        if (record instanceof Event event) {
          undisturbed.arrives(event);
        } else if (record instanceof ControlEvent control) {
          undisturbed.arrives(control);
        } else if (record instanceof AnalyticsEvent analytics) {
          undisturbed.arrives(analytics.marker());
          lines.add("passed " + analytics.type());
        } else if (record instanceof Undecodable undecodable) {
          lines.add(Lines.of(Ruling.of(undecodable)));
          lines.add(Lines.of(DeadLetter.of(undecodable, 0)));
        }
      }
      undisturbed.watermark(Long.MAX_VALUE);
      undisturbed.checkpoint();
      for (String line : undisturbed.came()) {
        lines.add(line);
        if (line.startsWith("applied")) {
          lines.add("emitted " + line);
        }
      }
      return undisturbed.tally();
    }
  }

  /** Changes in their order; the order of all else hangs on when records come. */
  private static Map<String, List<String>> byOutput(List<String> lines) {
    Map<String, List<String>> byOutput =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> Lines.output(line) + " " + Lines.entity(line),
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new)));
    byOutput.forEach(
        (output, of) ->
            of.sort(
                output.startsWith("applied") || output.startsWith("emitted") ? (a, b) -> 0 : null));
    return byOutput;
  }
}
