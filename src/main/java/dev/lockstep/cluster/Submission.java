package dev.lockstep.cluster;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.deployment.executors.RemoteExecutor;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.jspecify.annotations.Nullable;

/**
 * A job on its way to a cluster, as {@code flink run} sends it: the jar's own entry puts it
 * together in this process, so what is checked and sent is of that jar and not of the code that
 * asks.
 *
 * @param jar the cluster jar
 * @param classes jars with the user's classes
 * @param arguments of the jar's entry
 * @param allowNonRestored whether it goes on although an operator of its savepoint is gone
 * @param checked whether it is not looked at once more when it is sent
 */
public record Submission(
    Path jar, List<Path> classes, List<String> arguments, boolean allowNonRestored, boolean checked)
    implements Launch {
  private static final String ENTRY = "dev.lockstep.job.LockstepJob";
  private static final String REFUSED = "dev.lockstep.job.StartRefused";
  private static final String CHECK_ONLY = "--check-only";
  private static final String CHECK_SAVEPOINT_ONLY = "--check-savepoint-only";
  private static final String START_ONLY = "--start-only";
  private static final int ATTEMPTS = 3;

  /** What a job asks of its own settings, and only the cluster may know. */
  private static final List<ConfigOption<String>> OF_THE_CLUSTER =
      List.of(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          CheckpointingOptions.SAVEPOINT_DIRECTORY,
          JobManagerOptions.ADDRESS);

  public Submission {
    classes = List.copyOf(classes);
    arguments = List.copyOf(arguments);
  }

  @Override
  public void check(FlinkCluster cluster, @Nullable String savepoint) throws InterruptedException {
    execute(
        settings(cluster, new JobID().toHexString(), savepoint),
        savepoint == null ? CHECK_ONLY : CHECK_SAVEPOINT_ONLY);
  }

  @Override
  public String send(FlinkCluster cluster, @Nullable String savepoint) throws InterruptedException {
    String job = new JobID().toHexString();
    Configuration settings = settings(cluster, job, savepoint);
    try {
      execute(settings, checked ? START_ONLY : null);
    } catch (ClusterFailure failure) {
      if (!failure.mayRun()) {
        throw failure;
      }
      cluster.awaitArrival(job, failure);
    }
    return job;
  }

  private void execute(Configuration settings, @Nullable String step) {
    Stream<String> given = Stream.concat(arguments.stream(), Stream.ofNullable(step));
    try (PackagedProgram program = program(settings, given.toArray(String[]::new))) {
      ClientUtils.executeProgram(
          new DefaultExecutorServiceLoader(), settings, program, false, true);
    } catch (ProgramInvocationException refused) {
      throw refused(refused);
    } catch (LinkageError broken) {
      throw ClusterFailure.environment(
          "a jar does not fit: " + broken,
          "nothing was sent to the cluster; build the jar against this version of Lockstep");
    } catch (VirtualMachineError | AssertionError broken) {
      throw ClusterFailure.mayRun(
          "the job could not be put together here: " + broken,
          broken instanceof OutOfMemoryError
              ? "give this command more memory: LOCKSTEP_JVM_OPTS=-Xmx8g"
              : "this is a defect: the savepoint and the spec would help to find it");
    }
  }

  private PackagedProgram program(Configuration settings, String[] given)
      throws ProgramInvocationException {
    return PackagedProgram.newBuilder()
        .setJarFile(jar.toFile())
        .setUserClassPaths(classes.stream().map(Submission::url).toList())
        .setEntryPointClassName(ENTRY)
        .setConfiguration(settings)
        .setArguments(given)
        .build();
  }

  private Configuration settings(FlinkCluster cluster, String job, @Nullable String savepoint)
      throws InterruptedException {
    Configuration settings = new Configuration();
    Map<String, String> known = cluster.settings();
    for (ConfigOption<String> option : OF_THE_CLUSTER) {
      Configuration.fromMap(known).getOptional(option).ifPresent(set -> settings.set(option, set));
    }
    settings.set(DeploymentOptions.TARGET, RemoteExecutor.NAME);
    settings.set(DeploymentOptions.ATTACHED, false);
    settings.set(RestOptions.ADDRESS, cluster.address().host());
    settings.set(RestOptions.PORT, cluster.address().port());
    settings.set(RestOptions.RETRY_MAX_ATTEMPTS, ATTEMPTS);
    settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, job);
    settings.set(
        PipelineOptions.JARS,
        Stream.concat(Stream.of(jar), classes.stream()).map(each -> url(each).toString()).toList());
    // Beside this process's own classes the jar must be as it is in a cluster that has only
    // Flink's.
    settings.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS, List.of("java.", "org.slf4j"));
    if (savepoint != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      // it stays ours: another job may have to go on from it as well
      settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
      settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, allowNonRestored);
    }
    return settings;
  }

  private static URL url(Path file) {
    try {
      return file.toAbsolutePath().toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(file.toString(), impossible);
    }
  }

  /**
   * What the jar's entry refuses is of that jar's own class, and was not sent for certain. Of all
   * else it is not known how far it came.
   */
  private static ClusterFailure refused(ProgramInvocationException failure) {
    for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
      if (each.getClass().getName().equals(REFUSED)) {
        return ClusterFailure.environment(
            String.valueOf(each.getMessage()), "nothing was sent to the cluster");
      }
    }
    return ClusterFailure.mayRun(
        "the cluster did not take the job: " + RootCause.of(failure),
        "if the cluster is to blame, the job manager's log says more");
  }
}
