package dev.lockstep.job;

import dev.lockstep.state.LocalPath;
import dev.lockstep.state.SavedState;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints and savepoints of a job that runs in this process.
 *
 * @param folder where they are
 */
record KeptState(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptState.class);
  private static final String METADATA = "_metadata";

  /** Where each run puts its checkpoints, in a folder of its own. */
  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  /** Where each run that was stopped left a savepoint. */
  Path savepoints() {
    return folder.resolve("savepoints");
  }

  /**
   * One that is complete.
   *
   * @param folder where it is, below that of all
   * @param state what it holds
   */
  private record Kept(Path folder, SavedState state) {
    long number() {
      return state.number();
    }
  }

  /** The newest that is complete. */
  Optional<SavedState> newest() throws IOException {
    return newestKept().map(Kept::state);
  }

  /** Numbers go on from run to run, file times may be anything. */
  private Optional<Kept> newestKept() throws IOException {
    List<Kept> complete = new ArrayList<>();
    for (Path one : complete()) {
      try {
        complete.add(new Kept(one, SavedState.open(LocalPath.of(one))));
      } catch (IOException failure) {
        // Flink may remove it while it is read: then there is a newer one
        if (Files.exists(one.resolve(METADATA))) {
          throw failure;
        }
      }
    }
    return complete.stream().max(Comparator.comparingLong(Kept::number));
  }

  /** What Flink finishes by writing its metadata. */
  private List<Path> complete() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> complete = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new Visit() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith(METADATA)) {
              complete.add(Objects.requireNonNull(file.getParent()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return complete;
  }

  /**
   * Removes all that the newest has taken the place of; nothing while there is none. It needs
   * nothing of the runs before its own: a run's first checkpoint is a full one.
   */
  void dropOlder() throws IOException {
    Optional<Kept> newest = newestKept();
    if (newest.isPresent()) {
      Path kept = newest.get().folder();
      for (Path run : runs()) {
        if (!kept.startsWith(run)) {
          LOG.info("{} is older than {} and removed", run, kept);
          delete(run);
        }
      }
    }
  }

  /** The folders of all runs, each of checkpoints or a savepoint. */
  private List<Path> runs() throws IOException {
    List<Path> runs = new ArrayList<>();
    for (Path parent : List.of(checkpoints(), savepoints())) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> children = Files.list(parent)) {
          children.filter(Files::isDirectory).forEach(runs::add);
        }
      }
    }
    return runs;
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new Visit() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A walk through a tree from which Flink removes what is old, at the same time. */
  private abstract static class Visit extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
