package dev.lockstep.cli;

import dev.lockstep.cluster.FlinkCluster;
import dev.lockstep.cluster.Handover;
import dev.lockstep.cluster.JobReport;
import dev.lockstep.cluster.Launch;
import dev.lockstep.cluster.SavepointCheck;
import dev.lockstep.cluster.Submission;
import dev.lockstep.cluster.Upgrade;
import dev.lockstep.savepoint.Price;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep upgrade}: another spec or another build for a job that runs. */
@Command(
    name = "upgrade",
    description =
        "Changes a job that runs on a Flink cluster: stops it with a savepoint, goes on from there"
            + " with the new spec or jar, and waits for the first checkpoint. Until then it goes back"
            + " by itself if the new job fails; after that its output is committed, and it does not.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the new job runs, and its first checkpoint is complete",
      "1:it failed, or there is no such job; the message says what runs now",
      "2:wrong usage or spec, no way back, or a cluster in application mode; nothing was stopped",
      "3:no cluster, no broker, or the new job cannot start, and nothing was stopped; or the cluster"
          + " was lost from sight after the stop: the message says what may run, and where the"
          + " savepoint is"
    },
    mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {
  /** As long as a checkpoint may take: the first after a restore holds all state. */
  private static final Duration CHECKPOINT_AT_MOST = Duration.ofMinutes(10);

  private static final Duration PATIENCE_AT_MOST = Duration.ofDays(30);

  @Mixin private SpecArguments arguments;
  @Mixin private ClusterOption where;
  @Mixin private SubmissionOptions options;
  @Mixin private WayBack wayBack;

  @Option(
      names = "--savepoint",
      paramLabel = "DIR",
      description = "Where the savepoint goes, as the cluster sees it. Default: the cluster's own.")
  private @Nullable String folder;

  @Option(
      names = "--from-checkpoint",
      description =
          "For a job that fails again and again, so that it cannot be stopped: end it as it is, and"
              + " go on from its newest checkpoint.")
  private boolean fromCheckpoint;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      description =
          "How long the first checkpoint may take. Default: three times the interval, and 10m"
              + " more.")
  private @Nullable Duration patience;

  @Spec private CommandSpec command;

  /** Whether anything may have been stopped. */
  private boolean hasBegun;

  @Override
  public Integer call() throws Exception {
    return Interruption.announced(
        () -> say("stopping; a change that has begun goes on to its end first"), this::told);
  }

  /** The process may be gone before anybody else can say it. */
  private int told() throws Exception {
    try {
      return upgrade();
    } catch (Exception failure) {
      if (Interruption.isAsked()) {
        say(hasBegun ? String.valueOf(failure.getMessage()) : "interrupted: nothing was stopped");
      }
      throw failure;
    }
  }

  private void say(String what) {
    command.commandLine().getErr().println(what);
    command.commandLine().getErr().flush();
  }

  private int upgrade() throws Exception {
    wayBack.refuseContradiction();
    Handover handover = handover();
    PrintWriter err = command.commandLine().getErr();
    JobSpec spec = arguments.read().job(err);
    Duration waits = patience(spec);
    FlinkCluster cluster = where.cluster();
    JobReport running = Upgrade.running(cluster, spec.name());
    SpecChanges.tell(running.parameters(), spec, options.accepted(), err);
    int parallelism = options.parallelism(spec, Math.max(1, running.parallelism()));
    Submission next = options.submission(arguments, spec, parallelism, true);
    Path temporary = Files.createTempDirectory("lockstep-upgrade");
    try {
      Upgrade upgrade =
          new Upgrade(
              cluster,
              running,
              parallelism,
              next,
              wayBack.of(running, spec, temporary, err),
              check(cluster, next),
              waits,
              this::say);
      upgrade.check();
      JobReport report =
          Interruption.undisturbed(
              () -> {
                if (Thread.currentThread().isInterrupted()) {
                  throw new InterruptedException();
                }
                hasBegun = true;
                return upgrade.run(handover);
              });
      options.print(command.commandLine().getOut(), cluster, report, ", upgraded");
      return 0;
    } finally {
      TemporaryFiles.delete(temporary);
    }
  }

  /** Of a removed output's transactions a checkpoint leaves some open that nobody would end. */
  private Handover handover() {
    if (fromCheckpoint && folder != null) {
      throw CommandFailure.usage("there is no savepoint to write with --from-checkpoint");
    }
    if (fromCheckpoint && options.accepted().contains(Price.OUTPUTS)) {
      throw CommandFailure.usage(
          "outputs are given up only from a savepoint: not with --from-checkpoint");
    }
    return fromCheckpoint ? new Handover.AtCheckpoint() : new Handover.WithSavepoint(folder);
  }

  /** The new jar's own entry compares the job with the savepoint. */
  private static SavepointCheck check(FlinkCluster cluster, Launch next) {
    return savepoint -> next.check(cluster, savepoint);
  }

  /** With less than an interval no new job could complete a checkpoint in time. */
  private Duration patience(JobSpec spec) {
    Duration interval = spec.flink().checkpointInterval();
    if (patience == null) {
      Duration enough = interval.multipliedBy(3).plus(CHECKPOINT_AT_MOST);
      return enough.compareTo(PATIENCE_AT_MOST) < 0 ? enough : PATIENCE_AT_MOST;
    }
    if (patience.compareTo(interval) < 0 || patience.compareTo(PATIENCE_AT_MOST) > 0) {
      throw CommandFailure.usage(
          "--patience is for one checkpoint: at least its interval, %d s, and at most %d d"
              .formatted(interval.toSeconds(), PATIENCE_AT_MOST.toDays()));
    }
    return patience;
  }
}
