package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/** The commands as {@code --help} lists them: by what a user is about to do. */
final class CommandGroups implements IHelpSectionRenderer {
  private static final int INDENT = 2;

  /** Each group with its commands; those of none are listed last. */
  private static final List<Group> GROUPS =
      List.of(
          new Group("Start", "demo", "init"),
          new Group("Run", "run", "validate", "explain", "cluster", "submit", "status", "stop"),
          new Group("Look", "analyze", "advise", "why", "diagnose", "capacity", "dashboard"),
          new Group("Mend", "entity", "replay"),
          new Group("Prove", "simulate", "verify", "shadow", "compare", "bench"),
          new Group("Evolve", "upgrade", "savepoint"));

  private record Group(String title, List<String> commands) {
    Group(String title, String... commands) {
      this(title, List.of(commands));
    }
  }

  @Override
  public String render(Help help) {
    Map<String, Help> known = help.subcommands();
    StringBuilder text = new StringBuilder();
    List<String> rest = new ArrayList<>(known.keySet());
    for (Group group : GROUPS) {
      List<String> there = group.commands().stream().filter(known::containsKey).toList();
      rest.removeAll(there);
      append(text, group.title(), there, help);
    }
    append(text, "Other", rest, help);
    return text.toString();
  }

  private static void append(StringBuilder text, String title, List<String> names, Help help) {
    if (names.isEmpty()) {
      return;
    }
    int widest = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0);
    int column = INDENT + widest + INDENT;
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(column, INDENT, Column.Overflow.SPAN),
            new Column(width - column, 0, Column.Overflow.WRAP));
    for (String name : names) {
      Help command = help.subcommands().get(name);
      String[] about =
          command == null ? new String[0] : command.commandSpec().usageMessage().description();
      table.addRowValues(name, String.join(" ", about));
    }
    text.append(title).append(System.lineSeparator()).append(table);
  }
}
