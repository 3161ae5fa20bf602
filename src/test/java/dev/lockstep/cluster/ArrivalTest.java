package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of a job that was sent, and of which no answer came. */
class ArrivalTest {
  private static final State RUNS = State.of("RUNNING", FakeFlink.TASKS, 0, 0);

  private FakeFlink flink;

  @BeforeEach
  void open() throws Exception {
    flink = new FakeFlink();
    flink.job("new", RUNS);
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void aJobThatIsThereHasArrived() throws Exception {
    await("new");
    assertThat(flink.absence).isZero();
  }

  /** An ingress may give up while the job manager still copies jars. */
  @Test
  void aJobThatIsNotThereYetIsAskedForAgain() throws Exception {
    flink.absence = 3;
    await("new");
    assertThat(flink.absence).isZero();
  }

  @Test
  void aJobThatDoesNotComeInTimeMayComeLater() {
    assertMayRun(catchThrowableOfType(ClusterFailure.class, () -> await("other")))
        .hasMessageContaining("504");
  }

  @Test
  void aJobOnAClusterThatDoesNotAnswerMayRun() {
    flink.vanish();
    assertMayRun(catchThrowableOfType(ClusterFailure.class, () -> await("other")))
        .hasMessageContaining("nothing listens there");
  }

  private static AbstractThrowableAssert<?, ?> assertMayRun(ClusterFailure failure) {
    assertThat(failure.mayRun()).isTrue();
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    return assertThat((Throwable) failure)
        .hasMessageContaining("whether the new job other has arrived cannot be seen")
        .hasMessageContaining("it may run: ask ./lockstep status --job other before anything else");
  }

  private void await(String job) throws InterruptedException {
    flink.cluster().awaitArrival(job, ClusterFailure.mayRun("HTTP status 504", "look"));
  }
}
