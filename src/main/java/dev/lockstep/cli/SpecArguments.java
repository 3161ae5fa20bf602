package dev.lockstep.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The spec that a command works on, and what the command line changes in it. */
final class SpecArguments {
  @Parameters(index = "0", paramLabel = "SPEC", description = "The job spec, a YAML file.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the spec, as in --set order.wait=10s. May be repeated.")
  private List<String> overrides = List.of();

  Path file() {
    return file;
  }

  List<String> overrides() {
    return overrides;
  }

  SpecFile read() {
    return SpecFile.read(file, overrides);
  }
}
