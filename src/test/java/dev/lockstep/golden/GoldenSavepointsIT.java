package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden savepoint goes on as if its job had never been stopped: on the other backend than it
 * was made on, then back. Jobs wait more than they work, so that some run at a time.
 */
class GoldenSavepointsIT {
  private static final int AT_A_TIME = 4;
  private static final Map<Golden, Future<List<String>>> CAME = new HashMap<>();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(AT_A_TIME * Restored.MOST_SUBTASKS)
              .build());

  @TempDir private static Path folder;
  private static ExecutorService threads;

  static List<Golden> all() throws IOException {
    return Golden.all();
  }

  @BeforeAll
  static void begin(@InjectMiniCluster MiniCluster cluster) throws IOException {
    threads = Executors.newFixedThreadPool(AT_A_TIME);
    for (Golden golden : all()) {
      Restored restored = new Restored(golden, cluster, folder);
      int half = golden.after().size() / 2;
      CAME.put(golden, threads.submit(() -> restored.on(Restored.other(golden.madeOn()), half)));
    }
  }

  @AfterAll
  static void end() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("all")
  void itGoesOnOnMoreSubtasksOfTheOtherBackendAndBackOnFewer(Golden golden) throws Exception {
    assertThat(CAME.get(golden).get()).isEqualTo(golden.expected());
  }
}
