package dev.lockstep.cli;

import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.state.LocalPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint}: the root of what looks at state without a running job. */
@Command(
    name = "savepoint",
    description =
        "Looks at savepoints, checks them against a spec, compares, exports and makes them.",
    subcommands = {
      SavepointInspectCommand.class,
      SavepointCheckCommand.class,
      SavepointDiffCommand.class,
      SavepointExportCommand.class,
      SavepointBootstrapCommand.class
    },
    mixinStandardHelpOptions = true)
final class SavepointCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Opens a savepoint; one that cannot be read fails the command. */
  static Savepoint open(String path) {
    String pointer =
        path.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") ? path : LocalPath.of(Path.of(path));
    if (pointer.startsWith("file:")
        && !Files.exists(Path.of(path.replaceFirst("^file:/*", "/")))
        && !Files.exists(Path.of(path))) {
      throw CommandFailure.usage("there is no savepoint at " + path);
    }
    try {
      return Savepoint.open(pointer);
    } catch (IOException unreadable) {
      throw CommandFailure.environment(String.valueOf(unreadable.getMessage()));
    }
  }

  /** Words for an enum's value. */
  static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
