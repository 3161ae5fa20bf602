package dev.lockstep.cli;

import dev.lockstep.cluster.ClusterAddress;
import dev.lockstep.cluster.FlinkCluster;
import picocli.CommandLine.Option;

/** The cluster that a command speaks with. */
final class ClusterOption {
  @Option(
      names = "--cluster",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The REST address of a Flink cluster, such as localhost:8081.")
  private String address;

  FlinkCluster cluster() {
    try {
      return new FlinkCluster(ClusterAddress.of(address));
    } catch (IllegalArgumentException none) {
      throw CommandFailure.usage("--cluster: " + none.getMessage());
    }
  }
}
