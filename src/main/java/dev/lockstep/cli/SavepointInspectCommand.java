package dev.lockstep.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.savepoint.Census;
import dev.lockstep.savepoint.Export;
import dev.lockstep.savepoint.Kept;
import dev.lockstep.savepoint.Savepoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep savepoint inspect}: what is in a savepoint. */
@Command(
    name = "inspect",
    description = "Counts what a savepoint holds, or shows one entity of it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:shown",
      "1:there is no such entity",
      "2:there is no savepoint",
      "3:it cannot be read"
    },
    mixinStandardHelpOptions = true)
final class SavepointInspectCommand implements Callable<Integer> {
  /** Numbers are shown digit by digit. */
  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Parameters(index = "0", paramLabel = "PATH", description = "The savepoint.")
  private String path;

  @Option(names = "--entity", paramLabel = "ID", description = "Show this entity.")
  private @Nullable String entity;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Savepoint savepoint = SavepointCommand.open(path);
    return entity == null ? count(savepoint) : show(savepoint, entity);
  }

  private int count(Savepoint savepoint) throws IOException {
    Census census = Census.of(savepoint, StateBar.of(command));
    SavepointPage page = SavepointPage.of(savepoint, census);
    var out = command.commandLine().getOut();
    if (json) {
      out.println(page.asJson().toPrettyString());
    } else {
      page.print(out);
    }
    return 0;
  }

  private int show(Savepoint savepoint, String id) throws IOException {
    Kept kept = savepoint.find(id);
    if (kept == null) {
      command.commandLine().getErr().println("there is no entity " + id + " in " + path);
      return 1;
    }
    String line = Export.line(kept).utf8();
    var out = command.commandLine().getOut();
    if (json) {
      out.println(line);
    } else {
      EXACT
          .readTree(line)
          .properties()
          .forEach(field -> out.printf("  %-14s %s%n", field.getKey(), text(field)));
    }
    return 0;
  }

  private static String text(Map.Entry<String, JsonNode> field) {
    JsonNode value = field.getValue();
    if (value.isNull() || (value.isArray() && value.isEmpty())) {
      return "none";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }
}
