package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a job that was sent to a cluster. */
class JobStartTest {
  private static final State STARTS = State.of("RUNNING", 1, 0, 0);
  private static final State RUNS = State.of("RUNNING", FakeFlink.TASKS, 0, 0);
  private static final String SAVEPOINT = "s3://bucket/sp-1";

  private FakeFlink flink;
  private FakeLaunch launch;
  private @Nullable String savepoint;

  @BeforeEach
  void aJobHasEnded() throws Exception {
    flink = new FakeFlink();
    flink.job("old", State.of("FINISHED", 0, 0, 9));
    launch = new FakeLaunch(flink, "new");
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void itRunsOnceAllOfItRuns() throws Exception {
    launch.whenSent = () -> flink.job("new", STARTS, RUNS);
    assertThat(start().run().job().id()).isEqualTo("new");
    assertThat(flink.told).containsExactly("send new from null");
  }

  /** As with a port that is forwarded: the cluster sees other disks than this machine. */
  @Test
  void aSavepointThatOnlyTheClusterSeesIsLeftToIt() throws Exception {
    savepoint = "file:/state/of/another/machine/sp-1";
    launch.whenSent = () -> flink.job("new", RUNS);
    assertThat(failure())
        .hasMessageContaining("there is no savepoint to go on from")
        .hasMessageContaining("/state/of/another/machine/sp-1");
    flink.settings.put("jobmanager.rpc.address", "192.0.2.7");
    assertThat(start().run().job().id()).isEqualTo("new");
    assertThat(flink.told).containsExactly("send new from " + savepoint);
  }

  @Test
  void whileAJobOfItsNameIsSuspendedNothingIsSent() {
    flink.job("old", State.of("SUSPENDED", 0, 0, 9));
    assertThat(failure())
        .hasMessageContaining("a job `orders` runs on")
        .hasMessageContaining("(old, SUSPENDED)");
    assertThat(flink.told).isEmpty();
  }

  @Test
  void ofAJobThatIsLostFromSightTheIdIsSaid() {
    launch.whenSent = flink::vanish;
    ClusterFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("job `orders` was sent as new, and cannot be looked at any more")
        .hasMessageContaining("nothing listens there")
        .hasMessageContaining("it may run: ask ./lockstep status --job new before anything else")
        .hasMessageContaining("if there is no such job, submit it again")
        .hasMessageNotContaining("--from-savepoint");
  }

  @Test
  void ofAJobThatItsClusterForgotTheSavepointIsSaid() {
    savepoint = SAVEPOINT;
    assertThat(failure())
        .hasMessageContaining("was sent as new, and cannot be looked at any more: there is no job")
        .hasMessageContaining("submit it again with --from-savepoint s3://bucket/sp-1, with the");
    assertThat(flink.told).containsExactly("send new from s3://bucket/sp-1");
  }

  @Test
  void aJobThatFailsIsSubmittedAgainFromTheSameSavepoint() {
    savepoint = SAVEPOINT;
    launch.whenSent = () -> flink.job("new", State.of("FAILED", 0, 0, 0));
    assertThat(failure())
        .hasMessageContaining("job `orders` (new) is FAILED")
        .hasMessageContaining("submit it again with --from-savepoint s3://bucket/sp-1");
  }

  private ClusterFailure failure() {
    return catchThrowableOfType(ClusterFailure.class, () -> start().run());
  }

  private JobStart start() {
    return new JobStart(flink.cluster(), "orders", 2, launch, savepoint);
  }
}
