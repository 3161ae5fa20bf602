package dev.lockstep.bench.kafka;

import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;
import java.util.List;

/**
 * One run of one contender.
 *
 * @param contender who
 * @param distribution of the events over the entities
 * @param entities how many there are
 * @param events how many there are, repeated ones not counted
 * @param name of the run, another each time: output topic, consumer group, transactions
 * @param bootstrapServers of the broker, whose topic {@link #INPUT} is filled
 * @param commitMillis time between checkpoints or commits
 */
record Race(
    Contender contender,
    Distribution distribution,
    int entities,
    long events,
    String name,
    String bootstrapServers,
    long commitMillis) {
  /** The topic that all read. */
  static final String INPUT = "in";

  /** The partitions of each topic. */
  static final int PARTITIONS = 4;

  /** Threads, or Flink's parallelism. */
  static final int PARALLELISM = 2;

  /** The topic that it writes. */
  String output() {
    return name + "-applied";
  }

  Workload workload() {
    return Workload.of(distribution, entities, events);
  }

  /** As arguments for another process. */
  List<String> arguments() {
    return List.of(
        contender.name(),
        distribution.name(),
        Integer.toString(entities),
        Long.toString(events),
        name,
        bootstrapServers,
        Long.toString(commitMillis));
  }

  static Race ofArguments(String[] arguments) {
    return new Race(
        Contender.valueOf(arguments[0]),
        Distribution.valueOf(arguments[1]),
        Integer.parseInt(arguments[2]),
        Long.parseLong(arguments[3]),
        arguments[4],
        arguments[5],
        Long.parseLong(arguments[6]));
  }
}
