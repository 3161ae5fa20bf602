package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Stored;
import dev.lockstep.state.Uids;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.OperatorTransformation;
import org.apache.flink.state.api.SavepointWriter;
import org.apache.flink.state.api.StateBootstrapTransformation;
import org.apache.flink.state.api.functions.KeyedStateBootstrapFunction;
import org.apache.flink.state.api.functions.StateBootstrapFunction;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Makes a savepoint of a dump: a job begins with it and goes on at each entity's next version. */
public final class Bootstrap {
  private Bootstrap() {}

  /**
   * Writes the savepoint; the lines were looked at by {@link Dump}.
   *
   * @param dump the file
   * @param identity of the job that is to begin with it
   * @param maxParallelism its number of key groups
   * @param to the folder, not yet there
   */
  public static void write(Path dump, JobIdentity identity, int maxParallelism, String to)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    SavepointWriter.newSavepoint(env, new EmbeddedRocksDBStateBackend(), maxParallelism)
        .withOperator(OperatorIdentifier.forUid(Uids.RECONCILE), entities(env, dump))
        .withOperator(OperatorIdentifier.forUid(Uids.LANES), identity(env, identity))
        .write(to);
    env.execute("bootstrap");
  }

  private static StateBootstrapTransformation<String> entities(
      StreamExecutionEnvironment env, Path dump) {
    FileSource<String> lines =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(), new org.apache.flink.core.fs.Path(dump.toUri()))
            .build();
    var stream =
        env.fromSource(lines, WatermarkStrategy.noWatermarks(), "dump", Types.STRING)
            .filter(line -> !line.isBlank());
    return OperatorTransformation.bootstrapWith(stream)
        .keyBy(line -> DumpLine.of(line).entity(), Types.STRING)
        .transform(new Entities());
  }

  private static StateBootstrapTransformation<JobIdentity> identity(
      StreamExecutionEnvironment env, JobIdentity identity) {
    return OperatorTransformation.bootstrapWith(
            env.fromData(List.of(identity), Layout.IDENTITY.typeInformation()))
        .transform(new Identities());
  }

  /** An entity as the line tells it: nothing waits, and nothing but its version is remembered. */
  static Entity entity(DumpLine line) {
    Entity none = Entity.NEW;
    Long timeMillis = line.timeMillis();
    return new Entity(
        line.version(),
        line.version(),
        null,
        line.sequence(),
        0,
        timeMillis == null ? none.timeMillis() : timeMillis,
        line.state(),
        line.stage(),
        line.deleted(),
        none.held(),
        0,
        none.memory(),
        none.abandoned(),
        none.restartedMillis(),
        none.staleRun(),
        null,
        none.acts(),
        none.timers());
  }

  /** Keeps each line as its entity. */
  @SuppressWarnings("NullAway.Init") // Flink opens before anything else
  private static final class Entities extends KeyedStateBootstrapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Stored> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(Uids.ENTITY_STATE, Layout.ENTITY.typeInformation()));
    }

    @Override
    public void processElement(
        String text, KeyedStateBootstrapFunction<String, String>.Context context) throws Exception {
      DumpLine line = DumpLine.of(text);
      if (state.value() != null) {
        throw new IllegalArgumentException(
            "entity " + line.entity() + " is in the dump more than once");
      }
      state.update(new Stored(entity(line), List.of()));
    }
  }

  /** Keeps what the job is. */
  @SuppressWarnings("NullAway.Init") // Flink initializes before anything else
  private static final class Identities extends StateBootstrapFunction<JobIdentity> {
    private static final long serialVersionUID = 1L;
    private JobIdentity identity = JobIdentity.UNKNOWN;
    private transient ListState<JobIdentity> state;

    @Override
    public void processElement(JobIdentity value, StateBootstrapFunction.Context context) {
      identity = value;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      state =
          context
              .getOperatorStateStore()
              .getUnionListState(
                  new ListStateDescriptor<>(
                      Uids.IDENTITY_STATE, Layout.IDENTITY.typeInformation()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      state.update(identity.equals(JobIdentity.UNKNOWN) ? List.of() : List.of(identity));
    }
  }
}
