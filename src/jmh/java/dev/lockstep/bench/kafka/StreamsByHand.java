package dev.lockstep.bench.kafka;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** B2: what one writes with Kafka Streams: persistent stores with changelogs, exactly once. */
final class StreamsByHand {
  private static final String PROCESSOR = "processor";

  private StreamsByHand() {}

  static RaceRun.Running start(Race race, Path folder) {
    KafkaStreams streams = new KafkaStreams(topology(race), settings(race, folder));
    streams.start();
    return streams::close;
  }

  private static Topology topology(Race race) {
    Topology topology = new Topology();
    topology.addSource(
        "source", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), Race.INPUT);
    if (race.contender() == Contender.B2) {
      topology.addProcessor(PROCESSOR, ThreeStores::new, "source");
      store(topology, ThreeStores.LAST, Serdes.Long());
      store(topology, ThreeStores.HELD, Serdes.ByteArray());
      store(topology, ThreeStores.SEEN, Serdes.ByteArray());
    } else {
      topology.addProcessor(PROCESSOR, OneStore::new, "source");
      store(topology, OneStore.ENTITY, Serdes.ByteArray());
    }
    topology.addSink(
        "sink",
        race.output(),
        Serdes.String().serializer(),
        Serdes.ByteArray().serializer(),
        PROCESSOR);
    return topology;
  }

  private static <V> void store(Topology topology, String name, Serde<V> values) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values),
        PROCESSOR);
  }

  private static Properties settings(Race race, Path folder) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, race.name());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, race.bootstrapServers());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Race.PARALLELISM);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, race.commitMillis());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put("main.consumer.interceptor.classes", FirstRecord.class.getName());
    settings.put("consumer.auto.offset.reset", "earliest");
    settings.put("producer.transaction.timeout.ms", "60000");
    settings.put("producer.linger.ms", "20");
    settings.put("producer.batch.size", "131072");
    return settings;
  }
}
