package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.cli.explain.Chapter;
import dev.lockstep.cli.explain.Explanation;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecYaml;
import dev.lockstep.spec.WorstWait;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep explain}: a job in plain words. */
@Command(
    name = "explain",
    description = "Tells in plain words what a job does with its events.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:told", "2:the spec has errors"},
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Mixin private SpecArguments arguments;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Form form = new Form();

  @Spec private CommandSpec command;

  /** How it is told; in words unless one of these is chosen. */
  private static final class Form {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(
        names = "--yaml",
        description = "Print the spec as it is understood, with every default and no secret.")
    private boolean yaml;
  }

  @Override
  public Integer call() {
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    PrintWriter out = command.commandLine().getOut();
    if (form.json) {
      out.println(asJson(spec).toPrettyString());
    } else if (form.yaml) {
      out.print(SpecYaml.of(spec));
      out.flush();
    } else {
      new Prose(out).print(Explanation.of(spec));
    }
    return 0;
  }

  private static ObjectNode asJson(JobSpec spec) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    Explanation explanation = Explanation.of(spec);
    json.put("job", explanation.job());
    ArrayNode chapters = json.putArray("chapters");
    explanation.chapters().forEach(chapter -> put(chapters.addObject(), chapter));
    put(json.putObject("longestWait"), WorstWait.of(spec), spec.order().limit());
    return json;
  }

  private static void put(ObjectNode json, Chapter chapter) {
    json.put("title", chapter.title());
    ArrayNode lines = json.putArray("lines");
    for (Chapter.Line line : chapter.lines()) {
      lines.addObject().put("label", line.label()).put("text", line.text());
    }
  }

  private static void put(ObjectNode json, WorstWait wait, @Nullable Duration limit) {
    json.put("kind", wait.kind().name());
    json.put("busyMillis", millis(wait.busy()));
    json.put("worstMillis", millis(wait.worst()));
    json.put("ownClockMillis", millis(wait.ownClock()));
    json.put("limitMillis", millis(limit));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
