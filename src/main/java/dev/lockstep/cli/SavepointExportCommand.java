package dev.lockstep.cli;

import dev.lockstep.savepoint.Export;
import dev.lockstep.savepoint.Savepoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint export}: a savepoint's entities as JSON lines. */
@Command(
    name = "export",
    description = "Writes each entity of a savepoint as a line of JSON, in no order.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written",
      "2:there is no savepoint, or the file is there already",
      "3:it cannot be read or written"
    },
    mixinStandardHelpOptions = true)
final class SavepointExportCommand implements Callable<Integer> {
  private static final int BUFFER_BYTES = 1 << 16;

  @Parameters(index = "0", paramLabel = "PATH", description = "The savepoint.")
  private String path;

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "The new file.")
  private Path to;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Savepoint savepoint = SavepointCommand.open(path);
    if (Files.exists(to)) {
      throw CommandFailure.usage(to + " is there already");
    }
    Path part = to.resolveSibling(to.getFileName() + ".part");
    OutputStream file = created(part);
    long lines = write(savepoint, file, part);
    command.commandLine().getOut().printf(Locale.ROOT, "%,d entities in %s%n", lines, to);
    return 0;
  }

  private static OutputStream created(Path part) throws IOException {
    try {
      return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      throw CommandFailure.usage(
          part
              + " is there already: another export writes it, or was ended by force; then delete it");
    }
  }

  /** A dump that is not whole must not look like one, nor stand in the way of another. */
  private long write(Savepoint savepoint, OutputStream file, Path part) throws IOException {
    try {
      long lines;
      try (OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES)) {
        lines = Export.write(savepoint, out, StateBar.of(command));
      }
      Files.move(part, to);
      return lines;
    } catch (IOException | RuntimeException | Error failed) {
      Files.deleteIfExists(part);
      throw failed;
    }
  }
}
