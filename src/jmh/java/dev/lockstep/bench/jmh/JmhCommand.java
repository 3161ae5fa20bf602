package dev.lockstep.bench.jmh;

import dev.lockstep.cli.Benchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep bench jmh}. */
@Command(
    name = "jmh",
    description =
        "Measures core and codecs with JMH: time and allocated bytes (gc.alloc.rate.norm) per"
            + " event.",
    mixinStandardHelpOptions = true)
public final class JmhCommand implements Benchmark {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "REGEX",
      description = "Which benchmarks: all of them.")
  private String include = "dev.lockstep.bench.jmh";

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "How many processes one after another: ${DEFAULT-VALUE}.")
  private int forks = 1;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "How often each is measured in a process: ${DEFAULT-VALUE}.")
  private int iterations = 5;

  @Option(
      names = "--millis",
      paramLabel = "N",
      description = "How long each of these takes: ${DEFAULT-VALUE}.")
  private int millis = 1_000;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(include)
            .forks(forks)
            .warmupIterations(Math.min(3, iterations))
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    try {
      var unused = new Runner(options.build()).run();
      return 0;
    } catch (NoBenchmarksException none) {
      throw new ParameterException(
          spec.commandLine(), "no benchmark is called like `" + include + "`", none);
    }
  }
}
