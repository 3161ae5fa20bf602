package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.connect.Finding;
import dev.lockstep.state.Uids;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;

/** What a savepoint keeps for operators that the new job does not have. */
class GoneOperatorsTest {
  private static final String SAVEPOINT =
      Path.of("savepoints/0.1.0-flink2.3-heap/orders/savepoint").toAbsolutePath().toUri() + "";

  @Test
  void outputsAndControlsComeAndGo() {
    GoneOperators gone =
        new GoneOperators(
            Set.of(Uids.STATE_SINK, "Sink Committer: " + Uids.VERDICTS_SINK, Uids.CONTROL_SOURCE));
    assertThat(gone.mayBeDropped()).isTrue();
    assertThat(gone.findings()).isEmpty();
  }

  @Test
  void nothingElseIsDropped() {
    GoneOperators gone = new GoneOperators(Set.of(Uids.STATE_SINK, Uids.RECONCILE, "other"));
    assertThat(gone.mayBeDropped()).isFalse();
    assertThat(gone.findings())
        .extracting(Finding::message)
        .containsExactly(
            "the savepoint keeps state for operators that this job does not have: other,"
                + " reconcile");
  }

  @Test
  void whatTheJobHasIsNotGone() {
    assertThat(GoneOperators.of(SAVEPOINT, graph(Uids.RECONCILE)).uids())
        .contains(Uids.LANES)
        .doesNotContain(Uids.RECONCILE);
  }

  @Test
  void withoutASavepointOrOutOfSightNoneIsKnownToBeGone() {
    for (String savepoint : new String[] {null, "s9://bucket/savepoint"}) {
      GoneOperators gone = GoneOperators.of(savepoint, graph(Uids.LANES));
      assertThat(gone.uids()).isEmpty();
      assertThat(gone.mayBeDropped()).isFalse();
      assertThat(gone.findings()).isEmpty();
    }
  }

  private static StreamGraph graph(String uid) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment.fromData(1).uid(uid).sinkTo(new DiscardingSink<>()).uid("end");
    return environment.getStreamGraph(false);
  }
}
