package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobIdentityTest {
  private static final JobIdentity SIX = JobIdentity.of("orders", Map.of("applied", 6, "state", 6));
  private static final JobIdentity GROWN =
      JobIdentity.of("orders", Map.of("applied", 12, "state", 6));

  @Test
  void aFactThatBothKnowAndThatIsNotTheSameIsADifference() {
    assertThat(SIX.differences(GROWN))
        .containsExactly("partitions of topic applied: 6, and now 12");
    assertThat(SIX.differences(SIX)).isEmpty();
  }

  @Test
  void whatOnlyOneKnowsIsNoDifference() {
    assertThat(SIX.differences(JobIdentity.of("orders", Map.of("incidents", 1)))).isEmpty();
    assertThat(SIX.differences(JobIdentity.UNKNOWN)).isEmpty();
    assertThat(JobIdentity.UNKNOWN.differences(SIX)).isEmpty();
  }

  @Test
  void whatIsNoLongerKnownStaysKnown() {
    assertThat(SIX.plus(JobIdentity.of("orders", Map.of("incidents", 1))).partitions())
        .isEqualTo(Map.of("applied", 6, "state", 6, "incidents", 1));
  }

  @Test
  void anotherNameIsAnotherJob() {
    JobIdentity other = JobIdentity.of("wallet", Map.of("applied", 12));
    assertThat(SIX.withoutPartitions().differences(other))
        .containsExactly("name: orders, and now wallet");
  }

  @Test
  void factsOfOtherKindsAreNotTakenForPartitions() {
    assertThat(SIX.plus(new JobIdentity(Map.of("order", "version"))).partitions())
        .isEqualTo(Map.of("applied", 6, "state", 6));
  }
}
