package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which job of a cluster is meant by a name. */
class JobSearchTest {
  private static final State RUNS = State.of("RUNNING", FakeFlink.TASKS, 0, 1);
  private static final State ENDED = State.of("FINISHED", 0, 0, 1);

  private FakeFlink flink;

  @BeforeEach
  void open() throws Exception {
    flink = new FakeFlink();
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void theOneThatRunsIsMeantAmongThoseThatHaveEnded() throws Exception {
    flink.job("a", ENDED);
    flink.job("b", RUNS);
    assertThat(search().running("orders").id()).isEqualTo("b");
    assertThat(search().newest("orders").id()).isEqualTo("b");
  }

  @Test
  void oneThatIsSuspendedRunsAgainByItself() throws Exception {
    flink.job("a", State.of("SUSPENDED", 0, 0, 1));
    assertThat(search().ifRunning("orders").map(JobSummary::id)).contains("a");
  }

  /** The hint is right for whoever asked: also for commands that have no {@code --job}. */
  @Test
  void twoThatRunAreNamedWithCommandsThatExist() {
    flink.job("a", RUNS);
    flink.job("b", RUNS);
    ClusterFailure failure =
        catchThrowableOfType(ClusterFailure.class, () -> search().ifRunning("orders"));
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.FINDING);
    assertThat(failure)
        .hasMessageContaining("2 jobs `orders` run on")
        .hasMessageContaining("a (RUNNING), b (RUNNING)")
        .hasMessageContaining("./lockstep stop --job ID --savepoint")
        .hasMessageContaining("./lockstep status --job ID")
        .hasMessageNotContaining("say which");
  }

  @Test
  void whatIsThereIsSaidOfANameThatIsNot() {
    flink.job("a", ENDED);
    ClusterFailure failure =
        catchThrowableOfType(ClusterFailure.class, () -> search().newest("wallet"));
    assertThat(failure)
        .hasMessageContaining("there is no job `wallet`")
        .hasMessageContaining("orders (a, FINISHED)");
  }

  private JobSearch search() {
    return new JobSearch(flink.cluster());
  }
}
