package dev.lockstep.bench.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.measure.Collector;
import dev.lockstep.bench.workload.Distribution;
import dev.lockstep.cli.Benchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench operator}. */
@Command(
    name = "operator",
    description =
        "Measures the keyed operator alone, Lockstep beside operators written by hand: generator,"
            + " by key, operator, checking sink. Exit 1 if an output is wrong.",
    mixinStandardHelpOptions = true)
public final class OperatorCommand implements Benchmark {
  private static final long SMALL_EVENTS = 2_000_000;
  private static final long EVENTS = 5_000_000;
  private static final int SMALL_ENTITIES = 100_000;

  @Option(
      names = "--entities",
      split = ",",
      paramLabel = "N",
      description = "How many entities, multiples of 50: ${DEFAULT-VALUE}.")
  private List<Integer> entities = List.of(100_000, 1_000_000);

  @Option(
      names = "--backend",
      split = ",",
      paramLabel = "NAME",
      description = "Where state is kept, ${COMPLETION-CANDIDATES}: both.")
  private List<Backend> backends = List.of(Backend.HEAP, Backend.ROCKSDB);

  @Option(
      names = "--distribution",
      split = ",",
      paramLabel = "NAME",
      description = "How events are spread over entities, ${COMPLETION-CANDIDATES}: uniform.")
  private List<Distribution> distributions = List.of(Distribution.UNIFORM);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "What to measure, of A0, A1, A2, A3, A4, A4b, lockstep, lockstep-all: all of them.")
  private List<String> only = Arrays.stream(Subject.values()).map(Subject::label).toList();

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "How often each is measured, in turn with the others: ${DEFAULT-VALUE}.")
  private int repetitions = 3;

  @Option(
      names = "--events",
      paramLabel = "N",
      description =
          "How many events, repeated ones not counted: 5 million, or 2 million on RocksDB with up"
              + " to 100,000 entities.")
  private @Nullable Long events;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "Heap of each process: ${DEFAULT-VALUE}.")
  private String heap = "8g";

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
          "Measure all in this process: quick, and the figures say nothing, because each run finds"
              + " what the one before has left.")
  private boolean inProcess;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what each run showed to this file.")
  private @Nullable Path json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Trial> trials = trials();
    PrintWriter out = spec.commandLine().getOut();
    Results results = new Results();
    for (int repetition = 1; repetition <= repetitions; repetition++) {
      for (Trial trial : trials) {
        Measured measured = measure(trial);
        results.add(repetition, trial, measured);
        out.println(results.lastLine());
        out.flush();
      }
    }
    out.println();
    out.print(results.tables());
    out.flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), results.all());
    }
    return results.allRight() ? 0 : 1;
  }

  private Measured measure(Trial trial) throws Exception {
    if (inProcess) {
      return Measurement.here(trial);
    }
    try {
      return Measurement.apart(trial, List.of("-Xms" + heap, "-Xmx" + heap, collector.option()));
    } catch (IOException failure) {
      spec.commandLine().getErr().println(failure.getMessage());
      return Measured.failed("it did not run to its end");
    }
  }

  private List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (Distribution distribution : distributions) {
      for (int count : entities) {
        for (Backend backend : backends) {
          for (Subject subject : subjects(backend)) {
            trials.add(new Trial(subject, backend, distribution, count, events(backend, count)));
          }
        }
      }
    }
    return trials;
  }

  /** What has no state is measured once, beside those on the heap. */
  private List<Subject> subjects(Backend backend) {
    boolean first = backend == backends.get(0);
    try {
      return only.stream()
          .map(Subject::ofLabel)
          .filter(subject -> subject.stateful() || first)
          .sorted()
          .toList();
    } catch (IllegalArgumentException unknown) {
      throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
    }
  }

  private long events(Backend backend, int count) {
    if (count <= 0 || count % 50 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--entities " + count + ": give multiples of 50");
    }
    if (events != null) {
      return events;
    }
    return backend == Backend.ROCKSDB && count <= SMALL_ENTITIES ? SMALL_EVENTS : EVENTS;
  }
}
