package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.spec.FlinkSpec.Backend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job does not start from the state of a newer version of Lockstep, and says why. */
class NewerStateIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"entity, HEAP", "entity, ROCKSDB", "event, HEAP", "tally, HEAP", "identity, ROCKSDB"})
  void itIsRefused(String layout, Backend backend, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Golden golden = Golden.all().get(0);
    String newer = inTheNextFormat(golden, layout);
    assertThatThrownBy(
            () ->
                new GoldenJob(cluster, golden.spec(), backend, 1)
                    .run(golden.after(), newer, folder, lines -> {}))
        .rootCause()
        .hasMessageEndingWith(
            "the state is of a newer version of Lockstep: "
                + layout
                + " in format 2, and this one reads up to 1: go on with that version");
  }

  /** The savepoint as a version might have written it in which a layout has another format. */
  private String inTheNextFormat(Golden golden, String layout) throws IOException {
    String saved =
        Files.readString(golden.savepoint().resolve("_metadata"), StandardCharsets.ISO_8859_1);
    String name = "LayoutSnapshot\0\0\0\1\0" + (char) layout.length() + layout;
    String newer = saved.replace(name + "\0\0\0\1", name + "\0\0\0\2");
    Files.writeString(folder.resolve("_metadata"), newer, StandardCharsets.ISO_8859_1);
    return folder.toUri().toString();
  }
}
