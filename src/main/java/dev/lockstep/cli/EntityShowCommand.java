package dev.lockstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.codec.ControlLine;
import dev.lockstep.connect.ControlTopic;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.spec.JobSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockstep entity show}: one entity as the running job knows it. */
@Command(
    name = "show",
    description = "Asks the running job for one entity: state, what is held, quarantine, acts.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:refused by the job", "2:wrong usage", "3:no answer"},
    mixinStandardHelpOptions = true)
final class EntityShowCommand implements Callable<Integer> {
  private static final String NO_ROOM = "the incidents' topic takes no such record";

  @Mixin private SpecArguments arguments;

  @Parameters(index = "1", paramLabel = "ENTITY", description = "The entity.")
  private String entity;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      description = "How long to wait for the answer; by default three checkpoints and 10 s.")
  private @Nullable Duration patience;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (entity.isEmpty()) {
      throw CommandFailure.usage("the ENTITY is empty");
    }
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    ControlLine look =
        new ControlLine(
            UUID.randomUUID().toString(),
            entity,
            Verb.INSPECT,
            null,
            null,
            null,
            null,
            System.getProperty("user.name", "unknown"),
            System.currentTimeMillis(),
            "entity show");
    Duration wait = patience == null ? Answers.patience(spec) : patience;
    try (Answers answers = Answers.of(spec)) {
      ControlTopic.send(OperatorTopics.control(spec), List.of(look));
      JsonNode answer = answers.awaits(look, wait) ? answers.to(look) : null;
      if (answer == null) {
        throw CommandFailure.environment(
            "no answer within " + wait.toSeconds() + " s: is the job running?");
      }
      if (!"CONTROL_DONE".equals(answer.path("kind").asText())) {
        throw CommandFailure.finding(
            Shown.of(answer.path("kind").asText() + ": " + answer.path("detail").asText()));
      }
      PrintWriter out = command.commandLine().getOut();
      if (json) {
        out.println(answer.path("portrait").toPrettyString());
      } else {
        print(answer.path("portrait"), out);
      }
      return 0;
    }
  }

  private void print(JsonNode portrait, PrintWriter out) {
    out.println(Shown.of(entity));
    line(out, "state", state(portrait));
    line(out, "stage", text(portrait, "stage"));
    line(out, "settled", text(portrait, "settled"));
    line(out, "last applied", text(portrait, "lastApplied"));
    line(out, "sequence", text(portrait, "sequence"));
    line(out, "held", held(portrait));
    JsonNode gap = portrait.path("gap");
    if (gap.isObject()) {
      line(out, "gap", text(gap, "from") + ".." + text(gap, "to"));
      line(out, "patience ends", when(portrait.path("deadline")));
    }
    JsonNode quarantine = portrait.path("quarantine");
    if (quarantine.isObject()) {
      line(out, "quarantined", text(quarantine, "cause") + " " + text(quarantine, "rule"));
      line(out, "culprit", text(quarantine, "culprit"));
      line(out, "culprit at", text(quarantine, "culpritAt"));
      line(out, "since", when(quarantine.path("since")));
      line(out, "why", text(quarantine, "detail"));
    }
    long acts = cut(portrait, "acts");
    if (acts > 0) {
      line(out, "operator", acts + " acts, left out: " + NO_ROOM);
    }
    for (JsonNode act : portrait.path("acts")) {
      line(
          out,
          "operator",
          text(act, "verb")
              + " by "
              + text(act, "by")
              + " "
              + when(act.path("at"))
              + ": "
              + text(act, "why"));
    }
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-14s %s%n", name, Shown.of(value));
  }

  private static String state(JsonNode portrait) {
    if (portrait.path("deleted").asBoolean()) {
      return "deleted";
    }
    long bytes = cut(portrait, "state");
    return bytes == 0 ? text(portrait, "state") : bytes + " bytes, left out: " + NO_ROOM;
  }

  /** How much there is of a part that is not shown whole; 0 when it is. */
  private static long cut(JsonNode portrait, String part) {
    return portrait.path("cut").path(part).asLong();
  }

  /** As many as `entity list` counts, and the marked places. */
  private static String held(JsonNode portrait) {
    List<String> places = new ArrayList<>();
    if (portrait.path("quarantine").path("culpritAt").isTextual()) {
      places.add("the culprit");
    }
    for (JsonNode each : portrait.path("held")) {
      places.add(each.has("version") ? text(each, "version") : text(each, "place"));
    }
    long unseen = Math.max(0, cut(portrait, "held") - portrait.path("held").size());
    if (unseen > 0) {
      places.add(unseen + " more, left out: " + NO_ROOM);
    }
    long count = places.size() + Math.max(0, unseen - 1);
    return count == 0 ? "nothing" : count + ": " + String.join(", ", places);
  }

  private static String when(JsonNode millis) {
    return millis.isNumber() ? Instant.ofEpochMilli(millis.asLong()).toString() : "never";
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull()
        ? "none"
        : value.isTextual() ? value.asText() : value.toString();
  }
}
