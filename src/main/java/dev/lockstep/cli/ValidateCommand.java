package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.spec.Problem;
import dev.lockstep.spec.Severity;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lockstep validate}: every problem of a job spec. */
@Command(
    name = "validate",
    description = "Tells every problem of a job spec, with its line and what to do.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the spec can be run; it may have warnings", "2:it has errors"},
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  private static final int VALID = 0;
  private static final int WRONG_SPEC = 2;

  @Mixin private SpecArguments arguments;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    SpecFile file = arguments.read();
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(asJson(file).toPrettyString());
    } else {
      print(file, out);
    }
    return file.parsed().spec() == null ? WRONG_SPEC : VALID;
  }

  private static void print(SpecFile file, PrintWriter out) {
    ProblemReport report = new ProblemReport(file);
    report.print(out, Severity.NOTE);
    String counts = report.counts();
    if (file.parsed().spec() == null) {
      out.println(file.name() + ": " + counts);
    } else {
      out.println(file.name() + " is valid" + (counts.isEmpty() ? "" : ", with " + counts));
    }
  }

  private static ObjectNode asJson(SpecFile file) {
    ProblemReport report = new ProblemReport(file);
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("file", file.name());
    json.put("valid", file.parsed().spec() != null);
    for (Severity severity : Severity.values()) {
      json.put(ProblemReport.word(severity) + "s", report.number(severity));
    }
    ArrayNode problems = json.putArray("problems");
    file.parsed().problems().forEach(problem -> put(problems.addObject(), problem));
    return json;
  }

  private static void put(ObjectNode json, Problem problem) {
    json.put("severity", ProblemReport.word(problem.severity()));
    if (problem.at().option() != null) {
      json.put("option", problem.at().option());
    } else {
      json.put("line", problem.line());
      json.put("column", problem.column());
    }
    json.put("path", problem.path());
    json.put("message", problem.message());
    if (problem.hint() != null) {
      json.put("hint", problem.hint());
    }
  }
}
