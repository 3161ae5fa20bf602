package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.spec.OutputsSpec.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep entity list}: the quarantined entities of a job. */
@Command(
    name = "list",
    description = "Lists the quarantined entities: culprit, rule, age, how many events are held.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:none is quarantined", "1:some are"},
    mixinStandardHelpOptions = true)
final class EntityListCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;
  @Mixin private EntitySelection selection;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Look at the results of a run on files instead of the spec's topics.")
  private @Nullable Path from;

  @Option(names = "--json", description = "Print JSON lines, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    StoppedEntities all = read(arguments, from, command);
    long nowMillis = System.currentTimeMillis();
    List<StoppedEntity> chosen = selection.of(all.list(), nowMillis);
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = new ObjectMapper();
      for (StoppedEntity each : chosen) {
        out.println(mapper.writeValueAsString(each));
      }
    } else {
      print(chosen, nowMillis, out);
    }
    if (all.foreign() > 0) {
      command.commandLine().getErr().println(all.foreign() + " records are no notices of Lockstep");
    }
    return chosen.isEmpty() ? 0 : 1;
  }

  static StoppedEntities read(SpecArguments arguments, @Nullable Path from, CommandSpec command)
      throws IOException {
    if (from == null) {
      return StoppedEntities.of(
          OperatorTopics.of(
              arguments.read().job(command.commandLine().getErr()),
              Output.QUARANTINE,
              "quarantine"));
    }
    try {
      return StoppedEntities.of(from);
    } catch (IOException missing) {
      throw CommandFailure.usage("there is no quarantine.jsonl to read in " + from);
    }
  }

  static void print(List<StoppedEntity> chosen, long nowMillis, PrintWriter out) {
    if (chosen.isEmpty()) {
      out.println("No entity is quarantined.");
      return;
    }
    String row = "%-24s %-9s %-20s %-22s %8s %6s%n";
    out.printf(row, "ENTITY", "CAUSE", "CULPRIT", "RULE", "AGE", "HELD");
    for (StoppedEntity each : chosen) {
      out.printf(
          row,
          Shown.of(each.entity()),
          each.cause().toLowerCase(Locale.ROOT),
          Shown.of(each.culprit()),
          Shown.of(each.rule()),
          age(each.age(nowMillis)),
          each.held());
    }
    out.println();
    for (StoppedEntity each : chosen) {
      String at = each.at() == null ? "" : " (" + each.culprit() + " is at " + each.at() + ")";
      out.println(Shown.of(each.entity() + ": " + each.detail() + at));
    }
  }

  /** In the two largest units. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d " + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h " + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }
}
