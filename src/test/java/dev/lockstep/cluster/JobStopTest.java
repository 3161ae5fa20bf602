package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cluster.FakeFlink.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a job that was told to end with a savepoint. */
class JobStopTest {
  private final List<String> said = new ArrayList<>();
  private FakeFlink flink;

  @BeforeEach
  void aJobRuns() throws Exception {
    flink = new FakeFlink();
    flink.job("old", State.of("RUNNING", FakeFlink.TASKS, 0, 9));
  }

  @AfterEach
  void close() {
    flink.close();
  }

  @Test
  void itHasEndedWhenTheClusterSaysSo() throws Exception {
    assertThat(stop()).isEqualTo("file:/sp-1");
    assertThat(said).isEmpty();
    assertThat(flink.told).containsExactly("stop old");
    assertThat(flink.status("old")).isEqualTo("FINISHED");
  }

  @Test
  void aClusterThatEndsWithItsJobMayBeGone() throws Exception {
    flink.settings.put("execution.target", "embedded");
    flink.whenSaved = () -> flink.forget("old");
    assertThat(stop()).isEqualTo("file:/sp-1");
    assertThat(said)
        .containsExactly(
            "the job is not to be seen any more: in application mode the cluster ends with it");
  }

  @Test
  void anyOtherClusterMustTellOfTheEnd() {
    flink.whenSaved = () -> flink.forget("old");
    ClusterFailure failure = catchThrowableOfType(ClusterFailure.class, this::stop);
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("the savepoint is file:/sp-1")
        .hasMessageContaining("whether the job has ended cannot be seen");
    assertThat(said).isEmpty();
  }

  @Test
  void aSavepointThatFailsIsSaidThereToo() {
    flink.settings.put("execution.target", "embedded");
    flink.savepointFailure = "java.io.IOException: disk full";
    assertThat(catchThrowableOfType(ClusterFailure.class, this::stop))
        .hasMessageContaining("the savepoint failed: IOException: disk full");
    assertThat(said).isEmpty();
  }

  private String stop() throws InterruptedException {
    return new JobStop(flink.cluster(), "old", said::add).withSavepoint(null);
  }
}
