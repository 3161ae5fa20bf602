package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.cli.UserJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a jar whose entry fails. */
class SubmissionTest {
  private static final String ENTRY =
      """
      package dev.lockstep.job;

      public final class LockstepJob {
        public static void main(String[] args) throws Exception {
          %s
        }
      }
      """;

  /** As the entry of a real jar does: the class is not to be seen from outside its package. */
  private static final String REFUSES =
      """
      var made = Class.forName("dev.lockstep.job.StartRefused").getDeclaredConstructor(String.class);
      made.setAccessible(true);
      throw (RuntimeException) made.newInstance("the job cannot start: no topic");
      """;

  @TempDir private Path folder;
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
  void whatTheEntryRefusesWasNotSentForCertain() throws Exception {
    ClusterFailure failure = failure(REFUSES);
    assertThat(failure.mayRun()).isFalse();
    assertThat(failure)
        .hasMessageContaining("the job cannot start: no topic")
        .hasMessageContaining("nothing was sent to the cluster");
  }

  @Test
  void ofAnyOtherFailureItIsNotKnownHowFarItCame() throws Exception {
    ClusterFailure failure = failure("throw new java.io.IOException(\"HTTP status 504\");");
    assertThat(failure.mayRun()).isTrue();
    assertThat(failure)
        .hasMessageContaining("the cluster did not take the job: HTTP status 504")
        .hasMessageContaining("it may run: ask ./lockstep status --job ");
  }

  private ClusterFailure failure(String entry) throws Exception {
    Path jar = UserJar.of(folder, "dev.lockstep.job.LockstepJob", ENTRY.formatted(entry));
    Submission submission = new Submission(jar, List.of(), List.of(), false, true);
    return catchThrowableOfType(ClusterFailure.class, () -> submission.send(flink.cluster(), null));
  }
}
