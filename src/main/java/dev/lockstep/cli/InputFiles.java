package dev.lockstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a run reads; standard input is kept in a file of its own for as long. */
final class InputFiles implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final List<Path> paths = new ArrayList<>();
  private @Nullable Path folder;

  private InputFiles() {}

  /** The files of these names, all there and readable. */
  static InputFiles of(List<String> names, InputStream standardInput) throws IOException {
    InputFiles files = new InputFiles();
    List<String> wrong = new ArrayList<>();
    for (String name : names) {
      Path path = Path.of(name);
      if (name.equals(STANDARD_INPUT)) {
        files.paths.add(files.keep(standardInput));
      } else if (Files.isRegularFile(path) && Files.isReadable(path)) {
        files.paths.add(path.toAbsolutePath());
      } else {
        wrong.add((Files.exists(path) ? "no readable file " : "no such file ") + name);
      }
    }
    if (!wrong.isEmpty()) {
      files.close();
      throw CommandFailure.usage("cannot read the input: " + String.join(", ", wrong));
    }
    files.refuseTwoOfOneName();
    return files;
  }

  /** The origin of an event is its file's name and line: two files of one name would share it. */
  private void refuseTwoOfOneName() throws IOException {
    Map<Path, Path> byName = new HashMap<>();
    for (Path path : paths) {
      Path other = byName.putIfAbsent(path.getFileName(), path);
      if (other != null && !Files.isSameFile(other, path)) {
        close();
        throw CommandFailure.usage(
            "two inputs are called "
                + path.getFileName()
                + ": the origins of their events could not be told apart, rename one");
      }
    }
  }

  private Path keep(InputStream standardInput) throws IOException {
    if (folder != null) {
      throw CommandFailure.usage("standard input can be read once: give - only once");
    }
    folder = Files.createTempDirectory("lockstep-input");
    Path kept = folder.resolve("stdin");
    Files.copy(standardInput, kept, StandardCopyOption.REPLACE_EXISTING);
    return kept;
  }

  List<Path> paths() {
    return paths;
  }

  @Override
  public void close() throws IOException {
    if (folder != null) {
      Files.deleteIfExists(folder.resolve("stdin"));
      Files.deleteIfExists(folder);
    }
  }
}
