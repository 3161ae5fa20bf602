package dev.lockstep.cli;

import dev.lockstep.cluster.ClusterFailure;
import dev.lockstep.savepoint.UnreadableState;
import dev.lockstep.spec.Amounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code lockstep} command: the root that every subcommand hangs on. */
@Command(
    name = "lockstep",
    description = "Keeps every entity's events in step.",
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      ClusterCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      StopCommand.class,
      UpgradeCommand.class,
      SavepointCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {

  @Spec private CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    TemporaryFiles.keepTogether();
    System.exit(commandLine().execute(args));
  }

  /** As in a spec. */
  private static Duration duration(String text) {
    Duration duration = Amounts.durationOf(text);
    if (duration == null) {
      throw new TypeConversionException(
          "`" + text + "` is not a duration, such as 30s, 10m, 1h30m");
    }
    return duration;
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    Map<String, IHelpSectionRenderer> help = new HashMap<>(commandLine.getHelpSectionMap());
    help.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, any -> System.lineSeparator());
    help.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
    return commandLine
        .setHelpSectionMap(help)
        .addSubcommand(EntityCommand.commandLine())
        .addSubcommand(BenchCommand.commandLine())
        .registerConverter(Duration.class, Main::duration)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, result) -> report(failure, command));
  }

  /** One line for the user; what the command did not foresee comes from its environment. */
  private static int report(Exception failure, CommandLine command) {
    CommandFailure known = known(failure);
    command.getErr().println("lockstep: " + known.getMessage());
    command.getErr().flush();
    return known.exitCode();
  }

  private static CommandFailure known(Exception failure) {
    if (failure instanceof CommandFailure told) {
      return told;
    }
    if (failure instanceof UnreadableState told) {
      return CommandFailure.environment(String.valueOf(told.getMessage()));
    }
    return failure instanceof ClusterFailure told
        ? CommandFailure.of(told)
        : CommandFailure.environment(unforeseen(failure));
  }

  private static String unforeseen(Exception failure) {
    Throwable root = RunCommand.rootOf(failure);
    return root instanceof TimeoutException
        ? "no broker answers in time: " + root.getMessage()
        : "unexpected: " + root;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
