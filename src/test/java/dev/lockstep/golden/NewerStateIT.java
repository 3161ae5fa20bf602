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
  @CsvSource({
    "entity, 2, HEAP",
    "entity, 2, ROCKSDB",
    "event, 1, HEAP",
    "tally, 1, HEAP",
    "identity, 1, ROCKSDB"
  })
  void itIsRefused(
      String layout, int format, Backend backend, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Golden golden = Golden.all().get(0);
    String newer = written(golden, layout, format + 1);
    assertThatThrownBy(
            () ->
                new GoldenJob(cluster, golden.spec(), backend, 1)
                    .run(golden.after(), newer, folder, lines -> {}))
        .rootCause()
        .hasMessageEndingWith(
            "the state is of a newer version of Lockstep: "
                + layout
                + " in format %d, and this one reads up to %d: go on with that version"
                    .formatted(format + 1, format));
  }

  /** The savepoint as a version might have written it in which a layout has another format. */
  private String written(Golden golden, String layout, int format) throws IOException {
    String saved =
        Files.readString(golden.savepoint().resolve("_metadata"), StandardCharsets.ISO_8859_1);
    String name = "LayoutSnapshot\0\0\0\1\0" + (char) layout.length() + layout;
    String newer = saved.replace(name + "\0\0\0\1", name + "\0\0\0" + (char) format);
    Files.writeString(folder.resolve("_metadata"), newer, StandardCharsets.ISO_8859_1);
    return folder.toUri().toString();
  }
}
