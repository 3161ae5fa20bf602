package dev.lockstep.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.SpecResource;
import dev.lockstep.bench.cluster.Gate;
import dev.lockstep.bench.cluster.LocalCluster;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.Spread;
import dev.lockstep.bench.measure.TemporaryFolder;
import dev.lockstep.bench.operator.CheckingSink;
import dev.lockstep.bench.operator.Generator;
import dev.lockstep.bench.operator.LockstepGraph;
import dev.lockstep.bench.operator.Stage;
import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.job.KafkaJob;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Layout;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a job of one size: in a process of its own, or in this one. */
public final class ScaleRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MIB = 1024 * 1024;
  private static final int MANAGED_MIB = 1024;

  private ScaleRun() {}

  /** What a process of its own is started with. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.tell(JSON.writeValueAsString(here(Size.ofArguments(arguments), MANAGED_MIB)));
    System.exit(0);
  }

  /** Runs it in a process of its own. */
  static Scaled apart(Size size, List<String> options) throws IOException {
    String told = ChildProcess.of(ScaleRun.class, options, size.arguments()).run();
    return JSON.readValue(told, Scaled.class);
  }

  /** Runs it in this process; one at a time. */
  static Scaled here(Size size, int managedMib) throws Exception {
    Workload workload = Workload.of(Distribution.UNIFORM, size.entities(), size.events());
    Stage stage = Stage.set(workload);
    // the last event is kept back: until it comes, the job holds all that it has to hold
    Gate gate = Gate.after(workload.total() - 1);
    JobSpec spec =
        SpecResource.read(
            ScaleRun.class, "scale.yaml", Map.of("CHECKPOINT", size.checkpointMillis() + "ms"));
    try (TemporaryFolder folder = TemporaryFolder.create();
        LocalCluster cluster = LocalCluster.start(settings(spec, folder.path(), managedMib))) {
      double before = usedHeapMib();
      cluster.submit(job(spec, settings(spec, folder.path(), managedMib)));
      cluster.await(gate.reached());
      List<CompletedCheckpointStats> regular = cluster.checkpoints();
      CompletedCheckpointStats full = cluster.checkpoint(CheckpointType.FULL);
      double perSecond = stage.stopwatch().steadyPerSecond();
      double heapMib = usedHeapMib() - before;
      gate.open();
      cluster.awaitEnd();
      return new Scaled(
          workload.total(),
          perSecond,
          heapMib,
          regular.size(),
          median(regular, CompletedCheckpointStats::getEndToEndDuration),
          regular.stream().mapToLong(CompletedCheckpointStats::getEndToEndDuration).max().orElse(0),
          median(regular, CompletedCheckpointStats::getCheckpointedSize) / MIB,
          full.getEndToEndDuration(),
          full.getCheckpointedSize() / MIB,
          (double) full.getCheckpointedSize() / size.entities(),
          stage.oracle().verdict());
    }
  }

  private static Configuration settings(JobSpec spec, Path folder, int managedMib) {
    Configuration settings = KafkaJob.settings(spec, Backend.ROCKSDB);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(managedMib));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return settings;
  }

  private static StreamExecutionEnvironment job(JobSpec spec, Configuration settings) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(1);
    LockstepGraph.assemble(
        environment,
        spec,
        new DataGeneratorSource<>(
            new Generator.Decoding(),
            Stage.current().workload().total(),
            Gate.strategy(),
            Layout.DECODED.typeInformation()),
        LockstepGraph.only(new CheckingSink<>(ScaleRun::show)));
    return environment;
  }

  /** The job has not ended when its time is read: every output may be the last. */
  private static void show(StateChange output, Oracle oracle) {
    LockstepGraph.show(output, oracle);
    Stage.current().stopwatch().end();
  }

  private static double median(
      List<CompletedCheckpointStats> checkpoints, ToLongFunction<CompletedCheckpointStats> figure) {
    return checkpoints.isEmpty()
        ? 0
        : Spread.of(checkpoints.stream().map(each -> (double) figure.applyAsLong(each)).toList())
            .median();
  }

  @SuppressWarnings("SystemGc") // what remains after it is what is measured
  private static double usedHeapMib() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
  }
}
