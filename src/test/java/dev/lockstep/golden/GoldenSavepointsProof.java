package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.FlinkSpec.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link GoldenSavepointsIT} first on each backend, and stopped again after any record. */
@Tag("proof")
class GoldenSavepointsProof {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(Restored.MOST_SUBTASKS)
              .build());

  @TempDir Path folder;

  static Stream<Arguments> onEachBackend() throws IOException {
    Random random = new Random();
    int scale = Integer.getInteger("proof.scale", 1);
    return Golden.all().stream()
        .flatMap(golden -> Stream.of(Backend.values()).flatMap(first -> IntStream.range(0, scale)
            .mapToObj(i -> Arguments.of(golden, first, random.nextInt(size(golden) + 1)))));
  }

  private static int size(Golden golden) {
    try {
      return golden.after().size();
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  @ParameterizedTest(name = "{0} on {1} for {2} records")
  @MethodSource("onEachBackend")
  void itGoesOn(Golden golden, Backend first, int records, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    assertThat(new Restored(golden, cluster, folder).on(first, records))
        .isEqualTo(golden.expected());
  }
}
