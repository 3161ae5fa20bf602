package dev.lockstep.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep bench}: the root of the benchmarks that are on the class path. */
@Command(
    name = "bench",
    description = "Measures Lockstep beside what one would use instead.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with all benchmarks that are there. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new BenchCommand());
    for (Benchmark benchmark : ServiceLoader.load(Benchmark.class)) {
      command.addSubcommand(benchmark);
    }
    return command.setUnmatchedArgumentsAllowed(command.getSubcommands().isEmpty());
  }

  @Override
  public void run() {
    if (spec.subcommands().isEmpty()) {
      throw CommandFailure.environment(
          "there are no benchmarks on the class path: `./lockstep bench` in a clone builds them");
    }
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
