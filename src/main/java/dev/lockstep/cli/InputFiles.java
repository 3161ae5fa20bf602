package dev.lockstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
      if (name.equals(STANDARD_INPUT)) {
        files.paths.add(files.keep(standardInput));
      } else if (Files.isRegularFile(Path.of(name)) && Files.isReadable(Path.of(name))) {
        files.paths.add(Path.of(name).toAbsolutePath());
      } else {
        wrong.add(name);
      }
    }
    if (!wrong.isEmpty()) {
      files.close();
      throw CommandFailure.usage("cannot read the input: no such file " + String.join(", ", wrong));
    }
    return files;
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
