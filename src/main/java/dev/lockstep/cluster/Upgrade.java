package dev.lockstep.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The change of a running job for another: it ends, is never drained, and the other goes on from
 * what it keeps.
 *
 * <p>What fails is undone only while no checkpoint of the other job has completed. After that its
 * output is committed, and the job before would put out the same again, or otherwise.
 *
 * @param cluster where the job runs
 * @param running the job
 * @param parallelism of what takes its place
 * @param next what takes its place
 * @param back what brings the job back, null if nothing can
 * @param savepointCheck whether {@code next} can go on from the savepoint
 * @param patience how long the first checkpoint may take
 * @param progress where each step is told
 */
public record Upgrade(
    FlinkCluster cluster,
    JobReport running,
    int parallelism,
    Launch next,
    @Nullable Launch back,
    SavepointCheck savepointCheck,
    Duration patience,
    Consumer<String> progress) {

  /**
   * How the job is doing that is to be changed.
   *
   * @param name of its spec
   * @throws ClusterFailure if none runs, or no other could take its place
   */
  public static JobReport running(FlinkCluster cluster, String name) throws InterruptedException {
    JobReport running = cluster.report(new JobSearch(cluster).running(name).id());
    if (cluster.endsWithItsJob()) {
      throw ClusterFailure.usage(
          "%s is in application mode: it ends with its job, and takes no other"
              .formatted(cluster.address()),
          "./lockstep stop SPEC --savepoint, then start the next cluster from there"
              + " (FROM_SAVEPOINT with docker compose; Flink's operator does both by itself), as"
              + " docs/deployment.md says. Nothing was stopped");
    }
    return running;
  }

  /**
   * Looks at whether the job can be changed; nothing is stopped.
   *
   * @throws ClusterFailure if it cannot be
   */
  public void check() throws InterruptedException {
    progress.accept("looking at the new job while the old one runs");
    refuseWithoutSlots();
    next.check(cluster, null);
    refuseWithoutWayBack();
  }

  /**
   * Changes the job.
   *
   * @param handover how the job ends
   * @return how the new job is doing after its first checkpoint
   * @throws ClusterFailure if it did not work; it says what runs now
   */
  public JobReport run(Handover handover) throws InterruptedException {
    progress.accept("stopping %s with a %s".formatted(running.job().id(), handover.kept()));
    String savepoint = handover.end(new JobStop(cluster, running.job().id(), progress));
    progress.accept("stopped; the %s is %s".formatted(handover.kept(), savepoint));
    return new Takeover(this, savepoint).run();
  }

  /** What cannot be sent again is no way back: that must not be found when nothing runs. */
  private void refuseWithoutWayBack() throws InterruptedException {
    if (back == null) {
      return;
    }
    try {
      back.check(cluster, null);
    } catch (ClusterFailure refused) {
      throw ClusterFailure.usage(
          "there would be no way back, the job before could not be sent again:\n"
              + refused.getMessage(),
          "mend that, or give --back-to SPEC, --back-jar JAR or --no-way-back. Nothing was"
              + " stopped");
    }
  }

  private void refuseWithoutSlots() throws InterruptedException {
    if (!cluster.slots().lack(parallelism)) {
      return;
    }
    Slots slots = cluster.slotsWithout(running.job().id());
    if (slots.lack(parallelism)) {
      throw ClusterFailure.environment(
          "the new job needs %d slots, and without the old one %d of the %d on %s are free"
              .formatted(parallelism, slots.free(), slots.total(), cluster.address()),
          (slots.free() == 0 ? "" : "--parallelism " + slots.free() + ", or ")
              + "start more task managers. Nothing was stopped");
    }
  }
}
