package dev.lockstep.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;

/** The {@code lockstep} command: the root that every subcommand hangs on. */
@Command(
    name = "lockstep",
    description = "Keeps every entity's events in step.",
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ValidateCommand.class,
      ExplainCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    TemporaryFiles.keepTogether();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    Map<String, IHelpSectionRenderer> help = new HashMap<>(commandLine.getHelpSectionMap());
    help.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, any -> System.lineSeparator());
    help.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    return commandLine
        .setHelpSectionMap(help)
        .addSubcommand(EntityCommand.commandLine())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
  }

  /** One line for the user; what the command did not foresee comes from its environment. */
  private static int report(Exception failure, CommandLine command) {
    CommandFailure known =
        failure instanceof CommandFailure told
            ? told
            : CommandFailure.environment("unexpected: " + RunCommand.rootOf(failure));
    command.getErr().println("lockstep: " + known.getMessage());
    command.getErr().flush();
    return known.exitCode();
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
