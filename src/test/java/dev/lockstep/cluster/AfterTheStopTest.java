package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever fails once the job before an upgrade has stopped, the message says where the state is
 * and how to go on.
 */
class AfterTheStopTest {
  private static final State RUNS = State.of("RUNNING", FakeFlink.TASKS, 0, 0);
  private static final State RUNS_AND_KEEPS = State.of("RUNNING", FakeFlink.TASKS, 0, 1);
  private static final State FAILED = State.of("FAILED", 0, 0, 0);

  private final List<String> steps = new ArrayList<>();
  private FakeFlink flink;
  private SavepointCheck check = savepoint -> {};
  private Handover handover = new Handover.WithSavepoint(null);
  private Duration patience = Duration.ofSeconds(30);
  private FakeLaunch next;
  private FakeLaunch back;

  @BeforeEach
  void aJobRunsAndTheNextOneFails() throws Exception {
    flink = new FakeFlink();
    flink.job("old", State.of("RUNNING", FakeFlink.TASKS, 0, 9));
    flink.job("new", FAILED);
    next = new FakeLaunch(flink, "new");
    back = new FakeLaunch(flink, "again");
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void aJobThatRestoredACheckpointOfItsOwnIsNotGoneBackFrom() {
    flink.restored("new", "file:/chk-7", false);
    assertThat(failure())
        .hasMessageContaining("It is too late to go back")
        .hasMessageContaining("submit SPEC --from-savepoint file:/chk-7")
        .hasMessageNotContaining("sp-1");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void aJobThatRestoredOnlyTheSavepointIsGoneBackFrom() {
    flink.restored("new", "file:/sp-1", true);
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told).endsWith("send again from file:/sp-1");
  }

  @Test
  void ofANewestCheckpointThatIsNotKnownItIsSaidWhoTells() {
    flink.job("new", State.of("FAILED", 0, 0, 2));
    flink.savepointsOnly = true;
    assertThat(failure())
        .hasMessageContaining("It is too late to go back")
        .hasMessageContaining("with the newest checkpoint that is told by")
        .hasMessageContaining("./lockstep status --job new")
        .hasMessageNotContaining("sp-1");
  }

  @Test
  void theJobBeforeRunsAgainOnceItsFirstCheckpointIsComplete() {
    flink.job("again", RUNS, RUNS, RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.checkpointsOf("again")).isEqualTo(1);
    assertThat(steps).contains("sent it again as again; waiting for its first checkpoint");
  }

  @Test
  void aJobBeforeThatCompletesNoCheckpointIsNotSaidToRunAgain() {
    patience = Duration.ofMillis(300);
    flink.job("again", RUNS);
    assertThat(failure())
        .hasMessageContaining("the job before, sent again as again, is RUNNING")
        .hasMessageContaining("and 0 checkpoints")
        .hasMessageContaining("from file:/sp-1: look at it with ./lockstep status --job again")
        .hasMessageNotContaining("runs again")
        .hasMessageNotContaining("submit SPEC");
  }

  @Test
  void aWayBackThatFailsTooNamesTheSavepoint() {
    flink.job("again", FAILED);
    assertThat(failure())
        .hasMessageContaining("going back failed too")
        .hasMessageContaining("nothing is lost: submit SPEC --from-savepoint file:/sp-1");
  }

  @Test
  void aWayBackThatFailsAfterItsFirstCheckpointNamesThatCheckpoint() {
    flink.job("again", State.of("FAILED", 0, 0, 2));
    assertThat(failure())
        .hasMessageContaining("going back failed too")
        .hasMessageContaining("submit SPEC --from-savepoint file:/chk-2")
        .hasMessageNotContaining("sp-1");
  }

  @Test
  void aWayBackThatRestoredACheckpointOfItsOwnNamesThatCheckpoint() {
    flink.job("again", FAILED);
    flink.restored("again", "file:/chk-7", false);
    assertThat(failure())
        .hasMessageContaining("going back failed too")
        .hasMessageContaining("submit SPEC --from-savepoint file:/chk-7")
        .hasMessageNotContaining("sp-1");
  }

  @Test
  void aWayBackThatBeginsAgainAndAgainIsLeftToItsOperator() {
    flink.job("again", State.of("RESTARTING", 0, 3, 2));
    assertThat(failure())
        .hasMessageContaining("sent again as again, is RESTARTING")
        .hasMessageContaining("it goes on trying, from file:/chk-2")
        .hasMessageNotContaining("submit SPEC");
  }

  @Test
  void aWayBackThatIsNotSentNamesTheSavepoint() {
    back.unsent = true;
    assertThat(failure())
        .hasMessageContaining("going back failed too")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
  }

  @Test
  void ofAWayBackThatMayHaveArrivedNobodySaysThatItIsLost() {
    back.unseen = true;
    assertUnseen(failure(), "status SPEC");
  }

  @Test
  void aWayBackThatIsRefusedForAMomentIsTriedAgain() {
    back.refusals = 1;
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(steps).anyMatch(step -> step.startsWith("trying again: the job was not sent"));
  }

  @Test
  void aWayBackThatIsLostFromSightMayRun() {
    patience = Duration.ofMillis(300);
    back.whenSent = flink::vanish;
    assertUnseen(failure(), "status --job again");
  }

  @Test
  void aWayBackThatFailsAsNobodyForesawMayRun() {
    back.whenSent = AfterTheStopTest::unforeseen;
    assertUnseen(failure(), "status SPEC");
  }

  private static void assertUnseen(ClusterFailure failure, String ask) {
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("the new job is FAILED")
        .hasMessageContaining("whether the job before runs again is not known")
        .hasMessageContaining("it may run: ask ./lockstep " + ask + " before anything else")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1")
        .hasMessageNotContaining("nothing is lost");
  }

  @Test
  void aCheckThatFailsAsNobodyForesawIsGoneBackFrom() {
    check = savepoint -> unforeseen();
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure())
        .hasMessageContaining("the job before runs again as again")
        .hasMessageContaining("nobody foresaw this");
    assertThat(flink.told).endsWith("stop old", "send again from file:/sp-1");
  }

  @Test
  void aCheckForWhichThereIsNoRoomIsGoneBackFrom() {
    check =
        savepoint -> {
          throw new OutOfMemoryError("Java heap space");
        };
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure())
        .hasMessageContaining("the job before runs again as again")
        .hasMessageContaining("Java heap space");
  }

  /** Flink answers for a while what it knew: the first two looks are of before the checkpoint. */
  @Test
  void aCheckpointThatIsToldAfterTheEndIsNotOverlooked() {
    flink.job("new", FAILED, FAILED, State.of("FAILED", 0, 0, 1));
    assertThat(failure()).hasMessageContaining("It is too late to go back");
    assertThat(flink.told).endsWith("send new from file:/sp-1");
  }

  @Test
  void classesThatAJarLacksAreGoneBackFrom() {
    check =
        savepoint -> {
          throw new NoClassDefFoundError("acme/Missing");
        };
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure())
        .hasMessageContaining("the job before runs again as again")
        .hasMessageContaining("acme/Missing");
  }

  @Test
  void aJobThatFailsToBeSentAsNobodyForesawMayRun() {
    next.whenSent = AfterTheStopTest::unforeseen;
    assertThat(failure())
        .hasMessageContaining("whether the new job has arrived is not known: nobody foresaw this")
        .hasMessageContaining("it may run: ask ./lockstep status SPEC")
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
    assertThat(flink.told).endsWith("stop old", "send new from file:/sp-1");
  }

  @Test
  void anEndWhoseAnswerIsLostIsSeenAllTheSame() {
    flink.job("new", State.of("RESTARTING", 0, 3, 0));
    flink.cancelled("new", State.of("CANCELLING", 0, 3, 0), State.of("CANCELED", 0, 3, 0));
    flink.unanswered = "cancel";
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told).endsWith("cancel new", "send again from file:/sp-1");
  }

  @Test
  void ofAJobThatIsGoneWithItsClusterTheSavepointIsNamed() {
    flink.whenSaved = () -> flink.forget("old");
    assertStoppedUnseen("there is no job old");
  }

  @Test
  void ofAJobWhoseEndIsNotToldTheSavepointIsNamed() {
    flink.whenSaved = () -> flink.untold = "checkpoints";
    assertStoppedUnseen("leader election");
  }

  private void assertStoppedUnseen(String why) {
    ClusterFailure failure = failure();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("the savepoint is file:/sp-1")
        .hasMessageContaining("whether the job has ended cannot be seen")
        .hasMessageContaining(why)
        .hasMessageContaining("submit SPEC --from-savepoint file:/sp-1");
    assertThat(flink.told).endsWith("stop old");
  }

  @Test
  void aStopWhoseAnswerIsLostSaysWhereTheSavepointWouldBe() {
    flink.unanswered = "stop";
    assertThat(failure())
        .hasMessageContaining("whether the job old has stopped cannot be seen")
        .hasMessageContaining("status --job old; if it has, its savepoint is told there");
    assertThat(flink.told).endsWith("stop old");
  }

  @Test
  void aSavepointOfWhichTheClusterKnowsNothingAnyMoreMayBeThere() {
    flink.untold = "savepoints";
    assertThat(failure())
        .hasMessageContaining("whether the job old has stopped cannot be seen")
        .hasMessageContaining("submit SPEC --from-savepoint with it");
  }

  @Test
  void anEndAtACheckpointThatIsNotSeenNamesTheCheckpoint() {
    handover = new Handover.AtCheckpoint();
    flink.cancelled("old", State.of("CANCELED", 0, 0, 9));
    flink.unanswered = "cancel";
    assertThat(failure())
        .hasMessageContaining("whether the job old has ended cannot be seen")
        .hasMessageContaining("so far it was file:/chk-9");
    assertThat(flink.told).endsWith("cancel old");
  }

  private static void unforeseen() {
    throw new IllegalArgumentException("nobody foresaw this");
  }

  private ClusterFailure failure() {
    return catchThrowableOfType(
        ClusterFailure.class,
        () -> {
          Upgrade upgrade =
              new Upgrade(
                  flink.cluster(),
                  flink.cluster().report("old"),
                  2,
                  next,
                  back,
                  check,
                  patience,
                  steps::add);
          upgrade.check();
          upgrade.run(handover);
        });
  }
}
