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
        CommandLine sub = new CommandLine(new EntityVerbCommand(verb));
        sub.getCommandSpec().usageMessage().description(sentence(verb));
        command.addSubcommand(verb.name().toLowerCase(Locale.ROOT), sub);
      }
    }
    return command;
  }

  private static String sentence(Verb verb) {
    return switch (verb) {
      case INSPECT -> "Shows an entity.";
      case RELEASE ->
          "Ends the quarantine of an entity, or of many: the culprit is judged again, then what is"
              + " parked.";
      case SKIP -> "Gives up the culprit or the gap of an entity, or of many, and goes on.";
      case REPLACE -> "Puts a corrected record in the culprit's place, and goes on.";
      case ADVANCE -> "Gives up all that is missing up to a version.";
      case RESET -> "Has an entity begin anew with its next event: its state is emptied.";
      case FORGET -> "Empties an entity for good: only what is newer begins it anew.";
    };
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
