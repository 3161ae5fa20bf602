package dev.lockstep.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep cluster}: the root of what concerns a cluster of one's own. */
@Command(
    name = "cluster",
    description = "Starts a Flink cluster on this machine, and loads what runs there.",
    subcommands = {ClusterStartCommand.class, ClusterLoadCommand.class},
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
