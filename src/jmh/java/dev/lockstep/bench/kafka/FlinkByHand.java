package dev.lockstep.bench.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.bench.operator.ByHand;
import dev.lockstep.bench.operator.Subject;
import dev.lockstep.bench.workload.PeerEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * B1: what one writes with Flink: RocksDB, incremental checkpoints, a sink that is exactly once.
 */
final class FlinkByHand {
  private FlinkByHand() {}

  static RaceRun.Running start(Race race, Path folder) throws Exception {
    Subject operator = race.contender() == Contender.B1 ? Subject.A3 : Subject.A4;
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(Race.PARALLELISM, settings(race, folder));
    environment
        .fromSource(source(race), WatermarkStrategy.noWatermarks(), "in")
        .keyBy(event -> event.entityId, Types.STRING)
        .process(ByHand.operator(operator))
        .returns(TypeInformation.of(PeerEvent.class))
        .sinkTo(sink(race));
    JobClient job = environment.executeAsync(race.name());
    return () -> job.cancel().get();
  }

  private static Configuration settings(Race race, Path folder) {
    Configuration settings = new Configuration();
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(race.commitMillis()));
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1024));
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, Race.PARALLELISM);
    return settings;
  }

  private static KafkaSource<PeerEvent> source(Race race) {
    return KafkaSource.<PeerEvent>builder()
        .setBootstrapServers(race.bootstrapServers())
        .setTopics(Race.INPUT)
        .setGroupId(race.name())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setValueOnlyDeserializer(new Reading())
        .setProperty("interceptor.classes", FirstRecord.class.getName())
        .build();
  }

  private static KafkaSink<PeerEvent> sink(Race race) {
    Properties producer = new Properties();
    producer.setProperty("transaction.timeout.ms", "600000");
    producer.setProperty("linger.ms", "20");
    producer.setProperty("batch.size", "131072");
    return KafkaSink.<PeerEvent>builder()
        .setBootstrapServers(race.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(race.name())
        .setKafkaProducerConfig(producer)
        .setRecordSerializer(
            KafkaRecordSerializationSchema.<PeerEvent>builder()
                .setTopic(race.output())
                .setKeySerializationSchema(new Key())
                .setValueSerializationSchema(new Value())
                .build())
        .build();
  }

  /** Reads a record's value. */
  private static final class Reading extends AbstractDeserializationSchema<PeerEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public PeerEvent deserialize(byte[] value) {
      return EventJson.read(value);
    }
  }

  /** Writes a record's key. */
  private static final class Key implements SerializationSchema<PeerEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] serialize(PeerEvent event) {
      return event.entityId.getBytes(UTF_8);
    }
  }

  /** Writes a record's value. */
  private static final class Value implements SerializationSchema<PeerEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] serialize(PeerEvent event) {
      return EventJson.write(event);
    }
  }
}
