package dev.lockstep.cli;

import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.JobSearch;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A job on a cluster: the one that a spec names, or the one that an id names. */
final class JobArguments {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SPEC",
      description = "The job spec, a YAML file; its `name` is that of the job.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Override a key of the spec, as in --set name=orders-2. May be repeated.")
  private List<String> overrides = List.of();

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "The job's id on the cluster, instead of a spec.")
  private @Nullable String id;

  /** The job that runs. */
  String running(FlinkCluster cluster, PrintWriter err) throws InterruptedException {
    String known = id();
    return known != null ? known : new JobSearch(cluster).running(name(err)).id();
  }

  /** The job that runs, or the one that ended last. */
  String newest(FlinkCluster cluster, PrintWriter err) throws InterruptedException {
    String known = id();
    return known != null ? known : new JobSearch(cluster).newest(name(err)).id();
  }

  private @Nullable String id() {
    if (id != null && !ID.matcher(id).matches()) {
      throw CommandFailure.usage("--job " + id + ": an id is 32 digits, 0 to 9 and a to f");
    }
    return id;
  }

  private String name(PrintWriter err) {
    if (file == null) {
      throw CommandFailure.usage("which job? Give its SPEC, or --job ID");
    }
    return SpecFile.read(file, overrides).job(err).name();
  }
}
