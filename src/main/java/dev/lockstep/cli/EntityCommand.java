package dev.lockstep.cli;

import dev.lockstep.event.ControlEvent.Verb;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lockstep entity}: the root of what concerns single entities. */
@Command(
    name = "entity",
    description = "Lists and shows entities, and carries out an operator's verbs on them.",
    subcommands = {EntityListCommand.class, EntityShowCommand.class},
    mixinStandardHelpOptions = true)
final class EntityCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with all its verbs. */
  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new EntityCommand());
    for (Verb verb : Verb.values()) {
      if (verb != Verb.INSPECT) {
        command.addSubcommand(
            verb.name().toLowerCase(Locale.ROOT), new CommandLine(new EntityVerbCommand(verb)));
      }
    }
    return command;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
