package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flink is told of a folder is what it writes into. */
class LocalPathTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with a space", "100%", "a%20b", "a#b", "a+b"})
  void flinkMakesTheFolderThatWasMeant(String name) throws Exception {
    Path meant = folder.resolve(name);
    String told = LocalPath.of(meant);
    LocalFileSystem.getSharedInstance().mkdirs(new org.apache.flink.core.fs.Path(told));

    assertThat(folder).isDirectoryContaining(each -> each.equals(meant));
    assertThat(LocalPath.read(told)).isEqualTo(meant);
    assertThat(LocalPath.read(LocalPath.of(meant))).as("now that it is there").isEqualTo(meant);
    try (var all = Files.list(folder)) {
      assertThat(all).hasSize(1);
    }
  }
}
