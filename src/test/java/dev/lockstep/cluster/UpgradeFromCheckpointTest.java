package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an upgrade does with a job that fails again and again, and cannot be stopped in order. */
class UpgradeFromCheckpointTest {
  private static final State RUNS_AND_KEEPS = State.of("RUNNING", FakeFlink.TASKS, 0, 1);

  private FakeFlink flink;
  private int parallelism = 2;

  @BeforeEach
  void aJobBeginsAgainAndAgain() throws Exception {
    flink = new FakeFlink();
    flink.job("old", State.of("RESTARTING", 0, 12, 9));
    flink.cancelled("old", State.of("CANCELLING", 0, 12, 9), State.of("CANCELED", 0, 12, 9));
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void slotsThatAJobHasGivenBackAreNotCountedTwice() {
    flink.slotsOfOld = 0;
    parallelism = 3;
    assertThat(failure())
        .hasMessageContaining("needs 3 slots, and without the old one 2 of the 4")
        .hasMessageContaining("--parallelism 2")
        .hasMessageContaining("Nothing was stopped");
    assertThat(flink.told).isEmpty();
  }

  @Test
  void aJobThatCannotBeStoppedIsEndedAndGoneOnFromItsNewestCheckpoint() throws Exception {
    flink.job("new", RUNS_AND_KEEPS);
    assertThat(upgraded(new Handover.AtCheckpoint()).job().id()).isEqualTo("new");
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint",
            "check again without savepoint",
            "cancel old",
            "send new from file:/chk-9");
  }

  @Test
  void aJobThatBeganAnewAndHasNoCheckpointIsNotEnded() {
    flink.job("old", State.of("RESTARTING", 0, 12, 0));
    assertNothingToGoOnFrom();
  }

  /** What they hold may have been given up since: Flink commits nothing because of them. */
  @Test
  void savepointsBesideTheWorkAreNothingToGoOnFrom() {
    flink.job("old", State.of("RESTARTING", 0, 12, 2));
    flink.savepointsOnly = true;
    assertNothingToGoOnFrom();
  }

  private void assertNothingToGoOnFrom() {
    assertThat(failure())
        .hasMessageContaining("the job old has completed no checkpoint")
        .hasMessageContaining("there is nothing to go on from")
        .hasMessageContaining("`flink cancel -m %s old`".formatted(flink.cluster().address()));
    assertThat(flink.told)
        .containsExactly("check new without savepoint", "check again without savepoint");
  }

  @Test
  void aJobThatHasNoCheckpointSinceItsSavepointIsGoneOnFromThatSavepoint() throws Exception {
    flink.restored("old", "file:/sp-0", true);
    assertEndedAndGoneOnFrom(0, "file:/sp-0");
  }

  /** After another job manager took the lead, only what it restored is known of a job. */
  @Test
  void aJobWhoseCheckpointsAreForgottenIsGoneOnFromTheOneThatItRestored() throws Exception {
    flink.restored("old", "file:/chk-41", false);
    assertEndedAndGoneOnFrom(0, "file:/chk-41");
  }

  @Test
  void aCheckpointIsNewerThanWhatTheJobRestored() throws Exception {
    flink.restored("old", "file:/chk-41", false);
    assertEndedAndGoneOnFrom(42, "file:/chk-42");
  }

  private void assertEndedAndGoneOnFrom(int checkpoints, String from) throws Exception {
    flink.job("old", State.of("RESTARTING", 0, 12, checkpoints));
    flink.cancelled("old", State.of("CANCELED", 0, 12, checkpoints));
    flink.job("new", RUNS_AND_KEEPS);
    assertThat(upgraded(new Handover.AtCheckpoint()).job().id()).isEqualTo("new");
    assertThat(flink.told)
        .containsExactly(
            "check new without savepoint",
            "check again without savepoint",
            "cancel old",
            "send new from " + from);
  }

  @Test
  void whatFailsAfterACheckpointWasTakenOverIsGoneBackFromToTheSameCheckpoint() throws Exception {
    flink.job("new", State.of("FAILED", 0, 0, 0));
    flink.job("again", RUNS_AND_KEEPS);
    assertThat(failure()).hasMessageContaining("the job before runs again as again");
    assertThat(flink.told)
        .endsWith("cancel old", "send new from file:/chk-9", "send again from file:/chk-9");
  }

  private ClusterFailure failure() {
    return catchThrowableOfType(ClusterFailure.class, () -> upgraded(new Handover.AtCheckpoint()));
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
        new FakeLaunch(flink, "new"),
        new FakeLaunch(flink, "again"),
        savepoint -> {},
        Duration.ofSeconds(30),
        step -> {});
  }
}
