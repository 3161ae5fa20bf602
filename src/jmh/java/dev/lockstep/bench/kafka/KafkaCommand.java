package dev.lockstep.bench.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.measure.Collector;
import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.bench.workload.Workload;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench kafka}. */
@Command(
    name = "kafka",
    description =
        "Measures whole jobs between topics, JSON in and JSON out: Lockstep beside Flink and Kafka"
            + " Streams by hand. Starts a broker. Exit 1 if an output is wrong.",
    mixinStandardHelpOptions = true)
public final class KafkaCommand implements Benchmark {
  @Option(
      names = "--entities",
      paramLabel = "N",
      description = "How many entities, a multiple of 50: ${DEFAULT-VALUE}.")
  private int entities = 100_000;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events, repeated ones not counted: ${DEFAULT-VALUE}.")
  private long events = 1_000_000;

  @Option(
      names = "--distribution",
      paramLabel = "NAME",
      description = "How events are spread over entities, ${COMPLETION-CANDIDATES}: uniform.")
  private Distribution distribution = Distribution.UNIFORM;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to measure, of B1, B1-A4, B2, B2-A4, B3, lockstep, lockstep-record, lockstep-all:"
              + " all of them.")
  private List<String> only = Arrays.stream(Contender.values()).map(Contender::label).toList();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "How often each is measured, in turn with the others: ${DEFAULT-VALUE}.")
  private int repetitions = 3;

  @Option(
      names = "--commit",
      paramLabel = "DURATION",
      description = "Time between checkpoints or commits: 5s.")
  private Duration commit = Duration.ofSeconds(5);

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of each process: ${DEFAULT-VALUE}.")
  private String heap = "2g";

  @Option(
      names = "--collector",
      paramLabel = "NAME",
      description =
          "Garbage collector of each process, ${COMPLETION-CANDIDATES}: PARALLEL. The same for"
              + " all.")
  private Collector collector = Collector.PARALLEL;

  @Option(
      names = "--in-process",
      description =
          "Measure all but Kafka Streams in this process: quick, and the figures say nothing.")
  private boolean inProcess;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what each run showed to this file.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Contender> contenders = contenders();
    PrintWriter out = spec.commandLine().getOut();
    Standings standings = new Standings();
    try (Broker broker = Broker.start()) {
      fill(broker, out);
      for (int repetition = 1; repetition <= repetitions; repetition++) {
        for (Contender contender : contenders) {
          standings.add(repetition, contender, run(race(broker, contender, repetition)));
          out.println(standings.lastLine());
          out.flush();
        }
      }
    }
    out.printf("%n%s%n%n%s", setting(), standings.table());
    out.flush();
    if (json != null) {
      new ObjectMapper()
          .writerWithDefaultPrettyPrinter()
          .writeValue(json.toFile(), standings.all());
    }
    return standings.allRight() ? 0 : 1;
  }

  private void fill(Broker broker, PrintWriter out) throws Exception {
    Workload workload = Workload.of(distribution, entities, events);
    Topics.create(broker.bootstrapServers(), List.of(Race.INPUT));
    long bytes = Topics.fill(broker.bootstrapServers(), workload);
    out.printf(
        Locale.ROOT,
        "filled a topic with %,d events of %d bytes%n",
        workload.total(),
        bytes / workload.total());
    out.flush();
  }

  private Race race(Broker broker, Contender contender, int repetition) {
    return new Race(
        contender,
        distribution,
        entities,
        events,
        contender.label().toLowerCase(Locale.ROOT) + "-" + repetition,
        broker.bootstrapServers(),
        commit.toMillis());
  }

  private Timed run(Race race) throws Exception {
    boolean streams = race.contender() == Contender.B2 || race.contender() == Contender.B2_A4;
    if (inProcess && !streams) {
      return RaceRun.here(race);
    }
    try {
      return RaceRun.apart(race, List.of("-Xmx" + heap, collector.option()));
    } catch (IOException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      return Timed.failed("it did not run to its end");
    }
  }

  private List<Contender> contenders() {
    if (entities <= 0 || entities % 50 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--entities " + entities + ": give a multiple of 50");
    }
    try {
      return only.stream().map(Contender::ofLabel).sorted().toList();
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }

  private String setting() {
    return String.format(
        Locale.ROOT,
        "Kafka to Kafka, JSON, exactly once, %d partitions, parallelism %d, commits every %d ms,"
            + " %,d entities, %s, %,d events",
        Race.PARTITIONS,
        Race.PARALLELISM,
        commit.toMillis(),
        entities,
        distribution.name().toLowerCase(Locale.ROOT),
        events);
  }
}
