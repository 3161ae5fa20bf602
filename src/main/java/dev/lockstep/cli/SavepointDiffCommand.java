package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.savepoint.Difference;
import dev.lockstep.savepoint.Savepoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint diff}: which entities differ between two savepoints. */
@Command(
    name = "diff",
    description = "Tells which entities differ between two savepoints, and in what.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no entity differs",
      "1:some do",
      "2:there is no savepoint",
      "3:one cannot be read"
    },
    mixinStandardHelpOptions = true)
final class SavepointDiffCommand implements Callable<Integer> {
  private static final int SHOWN_AT_MOST = 20;

  @Parameters(index = "0", paramLabel = "A", description = "The one savepoint.")
  private String one;

  @Parameters(index = "1", paramLabel = "B", description = "The other savepoint.")
  private String other;

  @Option(names = "--json", description = "Print all entities that differ as JSON lines.")
  private boolean json;

  @Spec private CommandSpec command;

  private final Map<Difference, Long> counts = new EnumMap<>(Difference.class);
  private final ObjectMapper mapper = new ObjectMapper();
  private long entities;

  @Override
  public Integer call() throws IOException {
    Savepoint before = SavepointCommand.open(one);
    Savepoint after = SavepointCommand.open(other);
    PrintWriter out = command.commandLine().getOut();
    Difference.between(before, after, (entity, in) -> tell(entity, in, out), StateBar.of(command));
    if (!json) {
      summary(out);
    }
    return entities == 0 ? 0 : 1;
  }

  private void tell(String entity, Set<Difference> in, PrintWriter out) {
    entities++;
    in.forEach(each -> counts.merge(each, 1L, Long::sum));
    if (json) {
      ObjectNode line = mapper.createObjectNode().put("entity", entity);
      var list = line.putArray("differs");
      in.forEach(each -> list.add(SavepointCommand.words(each)));
      out.println(line);
    } else if (entities <= SHOWN_AT_MOST) {
      out.printf(
          "  %-30s %s%n",
          entity, String.join(", ", in.stream().map(SavepointCommand::words).toList()));
    }
  }

  private void summary(PrintWriter out) {
    if (entities > SHOWN_AT_MOST) {
      out.printf(Locale.ROOT, "  and %,d more%n", entities - SHOWN_AT_MOST);
    }
    out.printf(
        Locale.ROOT, "%,d %s%n", entities, entities == 1 ? "entity differs" : "entities differ");
    counts.forEach(
        (kind, count) ->
            out.printf(Locale.ROOT, "  %-14s %,d%n", SavepointCommand.words(kind), count));
  }
}
