package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.FlinkSpec.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

  static List<Arguments> onEachBackend() throws IOException {
    Random random = new Random();
    List<Arguments> runs = new ArrayList<>();
    for (Golden golden : Golden.all()) {
      for (Backend first : Backend.values()) {
        for (int i = 0; i < Integer.getInteger("proof.scale", 1); i++) {
          runs.add(Arguments.of(golden, first, random.nextInt(golden.after().size() + 1)));
        }
      }
    }
    return runs;
  }

  @ParameterizedTest(name = "{0} on {1} for {2} records")
  @MethodSource("onEachBackend")
  void itGoesOn(Golden golden, Backend first, int records, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    assertThat(new Restored(golden, cluster, folder).on(first, records))
        .isEqualTo(golden.expected());
  }
}
