package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.state.SavedState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptStateTest {
  @TempDir private Path folder;

  @Test
  void nothingIsKeptBeforeTheFirstRun() throws Exception {
    assertThat(new KeptState(folder.resolve("missing")).newest()).isEmpty();
    new KeptState(folder.resolve("missing")).dropOlder();
    assertThat(new KeptState(folder).newest()).isEmpty();
  }

  @Test
  void theNewestIsTheOneWithTheHighestNumberWhateverTheTimesOfTheFiles() throws Exception {
    saved("checkpoints/run-1/chk-9", 9, 5_000);
    saved("savepoints/savepoint-a", 10, 1_000);
    saved("checkpoints/run-2/chk-2", 2, 9_000);
    assertThat(new KeptState(folder).newest().map(SavedState::number)).contains(10L);
  }

  @Test
  void whatTheNewestHasTakenThePlaceOfIsRemovedAndNothingElse() throws Exception {
    saved("checkpoints/run-1/chk-4", 4, 1);
    saved("savepoints/savepoint-a", 5, 2);
    saved("checkpoints/run-2/chk-6", 6, 3);
    saved("checkpoints/run-2/chk-7", 7, 4);
    Files.createDirectories(folder.resolve("checkpoints/run-2/shared"));
    Files.createDirectories(folder.resolve("checkpoints/run-3/chk-8"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    new KeptState(folder).dropOlder();

    assertThat(left())
        .containsExactlyInAnyOrder(
            "checkpoints/run-2/chk-6/_metadata", "checkpoints/run-2/chk-7/_metadata", "notes.txt");
    assertThat(folder.resolve("checkpoints/run-2/shared")).as("may be part of the newest").exists();
    assertThat(folder.resolve("checkpoints/run-3")).as("was never completed").doesNotExist();
    assertThat(new KeptState(folder).newest().map(SavedState::number)).contains(7L);
  }

  /** As somebody types it: the newest must not be taken for another's. */
  @ParameterizedTest
  @ValueSource(strings = {".", "checkpoints/..", "../%s"})
  void theNewestStaysHoweverTheFolderIsNamed(String way) throws Exception {
    saved("checkpoints/run-1/chk-4", 4, 1);
    saved("checkpoints/run-2/chk-7", 7, 4);
    Path named = folder.resolve(way.formatted(folder.getFileName()));
    new KeptState(named).dropOlder();
    assertThat(left()).containsExactly("checkpoints/run-2/chk-7/_metadata");
    assertThat(new KeptState(named).newest().map(SavedState::number)).contains(7L);
  }

  @Test
  void aSavepointThatIsTheNewestMakesAllCheckpointsOld() throws Exception {
    saved("checkpoints/run-1/chk-4", 4, 1);
    saved("savepoints/savepoint-a", 3, 1);
    saved("savepoints/savepoint-b", 5, 1);
    new KeptState(folder).dropOlder();
    assertThat(left()).containsExactly("savepoints/savepoint-b/_metadata");
  }

  private void saved(String name, long number, long millis) throws IOException {
    Path metadata = Files.createDirectories(folder.resolve(name)).resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(number, List.of(), List.of()), out);
    }
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
