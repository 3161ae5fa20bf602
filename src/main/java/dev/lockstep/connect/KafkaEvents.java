package dev.lockstep.connect;

import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Decoded;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The events of a job's topics: one source over all of them, each partition with its own clock. */
public final class KafkaEvents {
  /**
   * A socket's buffer that grows as it must. One of 64 KiB, as Kafka's clients have it, may be
   * smaller than what is sent at once, and then both sides wait for each other up to 200 ms.
   */
  private static final String AS_THE_SYSTEM_HAS_IT = "-1";

  private KafkaEvents() {}

  /**
   * The source. Records are decoded where they are read, so that watermarks are per partition; new
   * partitions are found within ten seconds, and are read from their beginning. Topics that are
   * only in the state from which the job goes on are not read.
   *
   * @param job its name is the client's
   * @param kafka the topics
   * @param fields how an event is read from a record
   * @param type how decoded records travel
   */
  public static Source<Decoded, ?, ?> source(
      JobSpec job, SourceSpec.Kafka kafka, EventFields fields, TypeInformation<Decoded> type) {
    Properties client = client(job, kafka);
    String reset = client.getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    client.remove(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
    KafkaSource<Decoded> source =
        KafkaSource.<Decoded>builder()
            .setBootstrapServers(kafka.bootstrapServers())
            .setTopics(kafka.topics())
            .setGroupId(kafka.groupId())
            .setStartingOffsets(StartPosition.of(kafka.startFrom(), reset))
            .setDeserializer(new RecordDecoding(fields, type))
            .setProperties(client)
            .build();
    return new TopicsSource<>(source, Set.copyOf(kafka.topics()));
  }

  /**
   * The control events of a job. A job that starts without state takes none that are older than it:
   * they were about what it does not know.
   *
   * @param kafka the topics of the events
   * @param control the topic of the control events
   */
  public static Source<Decoded, ?, ?> controls(
      JobSpec job,
      SourceSpec.Kafka kafka,
      KafkaTopic control,
      EventFields fields,
      TypeInformation<Decoded> type) {
    Properties client = new Properties();
    client.setProperty("partition.discovery.interval.ms", "10000");
    client.setProperty("commit.offsets.on.checkpoint", "true");
    client.setProperty("client.id.prefix", job.name() + "-control");
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, AS_THE_SYSTEM_HAS_IT);
    client.putAll(control.properties());
    KafkaSource<Decoded> source =
        KafkaSource.<Decoded>builder()
            .setBootstrapServers(control.bootstrapServers())
            .setTopics(control.topic())
            .setGroupId(kafka.groupId() + "-control")
            .setStartingOffsets(
                StartPosition.of(new StartFrom(StartFrom.Kind.LATEST, null), "latest"))
            .setDeserializer(new ControlRecords(fields, kafka.topics().get(0), type))
            .setProperties(client)
            .build();
    return new TopicsSource<>(source, Set.of(control.topic()));
  }

  /** What a spec asks of the client, on top of what Lockstep needs. */
  static Properties client(JobSpec job, SourceSpec.Kafka kafka) {
    Properties client = new Properties();
    client.setProperty("partition.discovery.interval.ms", "10000");
    client.setProperty("commit.offsets.on.checkpoint", "true");
    client.setProperty("client.id.prefix", job.name());
    client.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    client.setProperty(ConsumerConfig.RECEIVE_BUFFER_CONFIG, AS_THE_SYSTEM_HAS_IT);
    client.putAll(kafka.properties());
    return client;
  }
}
