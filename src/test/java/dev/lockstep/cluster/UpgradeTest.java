package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an upgrade does, and what it leaves, whatever becomes of the new job. */
class UpgradeTest {
  private static final State RUNS = State.of("RUNNING", FakeFlink.TASKS, 0, 0);
  private static final State RUNS_AND_KEEPS = State.of("RUNNING", FakeFlink.TASKS, 0, 1);
  private static final State STARTS = State.of("RUNNING", 1, 0, 0);

  private final List<String> steps = new ArrayList<>();
  private FakeFlink flink;
  private SavepointCheck check = savepoint -> {};
  private int parallelism = 2;
  private Duration patience = Duration.ofSeconds(30);
  private FakeLaunch next;
  private @Nullable FakeLaunch back;

  @BeforeEach
  void aJobRuns() throws Exception {
    flink = new FakeFlink();
    flink.job("old", State.of("RUNNING", FakeFlink.TASKS, 0, 9));
    next = new FakeLaunch(flink, "new");
    back = new FakeLaunch(flink, "again");
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void theNewJobTakesOverOnceItRunsAndItsFirstCheckpointIsComplete() throws Exception {
    flink.job("new", STARTS, RUNS, RUNS_AND_KEEPS);
    JobReport report = upgraded(new Handover.WithSavepoint(null));
    assertThat(report.job().id()).isEqualTo("new");
    assertThat(report.checkpoints().completed()).isEqualTo(1);
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint",
            "check again without savepoint",
            "stop old",
            "send new from file:/sp-1");
  }

  @Test
  void aJobThatCannotStartStopsNothing() {
    next.refusal = "topic `orders-applied` does not exist";
    ClusterFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure).hasMessageContaining("orders-applied");
    assertThat(flink.told).containsExactly("check new without savepoint");
  }

  @Test
  void aJobBeforeThatCouldNotBeSentAgainStopsNothing() {
    FakeLaunch broken = new FakeLaunch(flink, "again");
    broken.refusal = "topic `orders-applied` does not exist";
    back = broken;
    ClusterFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.USAGE);
    assertThat(failure)
        .hasMessageContaining("there would be no way back")
        .hasMessageContaining("orders-applied")
        .hasMessageContaining("Nothing was stopped");
    assertThat(flink.told)
        .containsExactly("check new without savepoint", "check again without savepoint");
  }

  @Test
  void theJobOfAClusterThatEndsWithItIsNotStopped() {
    flink.settings.put("execution.target", "embedded");
    ClusterFailure failure =
        catchThrowableOfType(
            ClusterFailure.class, () -> Upgrade.running(flink.cluster(), "orders"));
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.USAGE);
    assertThat(failure)
        .hasMessageContaining("is in application mode")
        .hasMessageContaining("./lockstep stop SPEC --savepoint")
        .hasMessageContaining("FROM_SAVEPOINT")
        .hasMessageContaining("Nothing was stopped");
    assertThat(flink.told).isEmpty();
  }

  @Test
  void aJobThatIsTooWideStopsNothing() {
    parallelism = 7;
    assertThat(failure())
        .hasMessageContaining("needs 7 slots, and without the old one 4 of the 4")
        .hasMessageContaining("--parallelism 4");
    assertThat(flink.told).isEmpty();
  }

  @Test
  void aSavepointThatFailsLeavesTheOldJobRunning() {
    flink.savepointFailure = "a.B: it\\nCaused by: java.io.IOException: disk full";
    assertThat(failure())
        .hasMessageContaining("the savepoint failed: IOException: disk full")
        .hasMessageContaining("the job goes on as before");
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint", "check again without savepoint", "stop old");
  }

  @Test
  void aSavepointThatTheNewJobDoesNotTakeIsGivenBackToTheOldOne() {
    check =
        savepoint -> {
          throw ClusterFailure.finding("the order mode differs in " + savepoint, "keep it");
        };
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure())
        .hasMessageContaining("the job before runs again as again")
        .hasMessageContaining("the order mode differs in file:/sp-1");
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint",
            "check again without savepoint",
            "stop old",
            "send again from file:/sp-1");
  }

  @Test
  void aJobThatCannotBeSentIsGoneBackFrom() {
    next.unsent = true;
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told).endsWith("send again from file:/sp-1");
  }

  @Test
  void aJobThatFailsBeforeItsFirstCheckpointIsGoneBackFrom() {
    flink.job("new", STARTS, State.of("FAILED", 0, 0, 0));
    flink.job("again", STARTS, RUNS, RUNS_AND_KEEPS);
    assertThat(failure())
        .hasMessageContaining("the job before runs again as again")
        .hasMessageContaining("the new job is FAILED")
        .hasMessageContaining("IllegalStateException: no luck")
        .hasMessageContaining("upgrade again");
    assertThat(flink.told)
        .endsWith("stop old", "send new from file:/sp-1", "send again from file:/sp-1");
  }

  @Test
  void aJobThatKeepsRestartingIsEndedBeforeTheOldOneRunsAgain() {
    flink.job("new", STARTS, State.of("RESTARTING", 0, 3, 0));
    flink.cancelled("new", State.of("CANCELLING", 0, 3, 0), State.of("CANCELED", 0, 3, 0));
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told)
        .endsWith("send new from file:/sp-1", "cancel new", "send again from file:/sp-1");
  }

  @Test
  void aJobThatIsSuspendedWhileAnotherLeaderIsElectedIsWaitedFor() throws Exception {
    flink.job("new", STARTS, State.of("SUSPENDED", 0, 0, 0), RUNS, RUNS_AND_KEEPS);
    assertThat(upgraded(new Handover.WithSavepoint(null)).job().id()).isEqualTo("new");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aJobThatFailsAfterItsFirstCheckpointIsNotGoneBackFrom() {
    flink.job("new", State.of("FAILED", 0, 0, 2));
    assertThat(failure())
        .hasMessageContaining("It is too late to go back")
        .hasMessageContaining("is committed")
        .hasMessageContaining("--from-savepoint file:/chk-2");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aJobThatKeepsRestartingAfterItsFirstCheckpointIsLeftToItsOperator() {
    flink.job("new", State.of("RESTARTING", 0, 3, 1));
    assertThat(failure())
        .hasMessageContaining("It is too late to go back")
        .hasMessageContaining("from a new savepoint: ./lockstep stop --job new --savepoint")
        .hasMessageContaining("upgrade SPEC --from-checkpoint")
        .hasMessageContaining("file:/chk-1");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aCheckpointThatCompletesWhileTheJobIsEndedForbidsTheWayBack() {
    flink.job("new", State.of("RESTARTING", 0, 3, 0));
    flink.cancelled("new", State.of("CANCELED", 0, 3, 1));
    assertThat(failure())
        .hasMessageContaining("It is too late to go back")
        .hasMessageContaining("--from-savepoint file:/chk-1");
    assertThat(flink.told).endsWith("send new from file:/sp-1", "cancel new");
  }

  @Test
  void aJobThatNeverCompletesACheckpointIsGoneBackFromWhenPatienceIsOver() {
    patience = Duration.ofMillis(300);
    flink.job("new", RUNS);
    flink.cancelled("new", State.of("CANCELED", 0, 0, 0));
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told)
        .endsWith("send new from file:/sp-1", "cancel new", "send again from file:/sp-1");
  }

  @Test
  void withoutAWayBackTheSavepointIsNamed() {
    back = null;
    flink.job("new", State.of("FAILED", 0, 0, 0));
    assertThat(failure())
        .hasMessageContaining("nothing runs now")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
  }

  @Test
  void aJobThatIsLostFromSightIsNotGoneBackFrom() {
    patience = Duration.ofMillis(300);
    next.whenSent = flink::vanish;
    ClusterFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("the new job new cannot be looked at any more")
        .hasMessageContaining("it may run: ask ./lockstep status --job new")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aJobOfWhichNobodyKnowsWhetherItArrivedIsNotGoneBackFrom() {
    next.unseen = true;
    assertThat(failure())
        .hasMessageContaining("it may run: ask ./lockstep status SPEC")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint", "check again without savepoint", "stop old");
  }

  @Test
  void aJobWhoseCheckpointsAreNotToldIsNotGoneBackFrom() {
    patience = Duration.ofMillis(300);
    flink.job("new", State.of("FAILED", 0, 0, 2));
    next.whenSent = () -> flink.untold = "checkpoints";
    assertThat(failure())
        .hasMessageContaining("the new job new cannot be looked at any more")
        .hasMessageContaining("leader election");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aSavepointIsAskedForAgainWhenTheClusterDidNotTell() throws Exception {
    flink.silence = 3;
    flink.job("new", RUNS_AND_KEEPS);
    assertThat(upgraded(new Handover.WithSavepoint(null)).job().id()).isEqualTo("new");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  private ClusterFailure failure() {
    return catchThrowableOfType(
        ClusterFailure.class, () -> upgraded(new Handover.WithSavepoint(null)));
  }

  private JobReport upgraded(Handover handover) throws InterruptedException {
    Upgrade upgrade = upgrade();
    upgrade.check();
    return upgrade.run(handover);
  }

  private Upgrade upgrade() throws InterruptedException {
    return new Upgrade(
        flink.cluster(),
        flink.cluster().report("old"),
        parallelism,
        next,
        back,
        check,
        patience,
        steps::add);
  }
}
