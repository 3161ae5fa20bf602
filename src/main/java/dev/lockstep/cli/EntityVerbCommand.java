package dev.lockstep.cli;

import dev.lockstep.codec.ControlDecoder;
import dev.lockstep.codec.ControlLine;
import dev.lockstep.connect.ControlTopic;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.job.JobParts;
import dev.lockstep.spec.JobSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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

/** {@code lockstep entity release} and the other verbs: what an operator does to an entity. */
@Command(
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:carried out, or only shown",
      "1:refused by the job",
      "2:wrong usage",
      "3:no answer"
    })
final class EntityVerbCommand implements Callable<Integer> {
  private final Verb verb;

  @Mixin private SpecArguments arguments;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENTITY",
      description = "The entity; without one, those that --rule or --older-than choose.")
  private @Nullable String entity;

  @Mixin private EntitySelection selection;

  @Option(
      names = "--culprit",
      paramLabel = "ID",
      description = "The event's id, or the gap as in 5..7, as `entity list` names it.")
  private @Nullable String culprit;

  @Option(
      names = "--culprit-at",
      paramLabel = "TOPIC/PARTITION@OFFSET",
      description =
          "Where the culprit was read, as `entity list` shows it: a corrected event may have the id"
              + " of the one that it replaced. With --rule and --older-than it is always sent.")
  private @Nullable String culpritAt;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "The version to advance to, or to begin with after a reset; 3/12 for a pair.")
  private @Nullable String version;

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description = "The corrected record's value, for replace.")
  private @Nullable Path event;

  /** Not the usual mixture: its --version is another one. */
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // picocli asks its option
  private boolean help;

  @Option(names = "--why", required = true, description = "For what reason; it is kept.")
  private String why;

  @Option(names = "--by", description = "Who; by default the user of this machine.")
  private String by = System.getProperty("user.name", "unknown");

  @Option(names = "--yes", description = "Do it to all that were chosen, not only show them.")
  private boolean yes;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "Append the control events to a file for `run --control` instead.")
  private @Nullable Path to;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      description = "How long to wait for the answer; by default three checkpoints and 10 s.")
  private @Nullable Duration patience;

  @Spec private CommandSpec command;

  EntityVerbCommand(Verb verb) {
    this.verb = verb;
  }

  @Override
  public Integer call() throws Exception {
    JobSpec spec = arguments.read().job(command.commandLine().getErr());
    checkOptions();
    if (entity != null && !selection.isGiven()) {
      return send(spec, List.of(control(entity, culprit, culpritAt)));
    }
    if (entity != null || !selection.isGiven()) {
      throw CommandFailure.usage("name one ENTITY, or choose with --rule and --older-than");
    }
    require(
        culprit == null && culpritAt == null,
        "--rule and --older-than choose the culprits: leave --culprit out");
    if (verb != Verb.RELEASE && verb != Verb.SKIP) {
      throw CommandFailure.usage("only release and skip can be given to many at once");
    }
    return bulk(spec);
  }

  private void checkOptions() {
    require(!why.isBlank(), "--why is empty: say for what reason");
    require(!by.isBlank(), "--by is empty: say who you are");
    require(entity == null || !entity.isEmpty(), "the ENTITY is empty");
    boolean names = verb == Verb.RELEASE || verb == Verb.SKIP || verb == Verb.REPLACE;
    require(
        names || (culprit == null && culpritAt == null),
        "--culprit is for release, skip and replace");
    boolean goes = verb == Verb.ADVANCE || verb == Verb.RESET;
    require(goes || version == null, "--version is for advance and reset");
    require(verb != Verb.ADVANCE || version != null, "say to which version: --version N");
    require(
        (verb == Verb.REPLACE) == (event != null),
        verb == Verb.REPLACE
            ? "give the corrected record: --event FILE"
            : "--event is for replace");
  }

  private static void require(boolean right, String wrong) {
    if (!right) {
      throw CommandFailure.usage(wrong);
    }
  }

  private int bulk(JobSpec spec) throws Exception {
    long nowMillis = System.currentTimeMillis();
    StoppedEntities all = EntityListCommand.read(arguments, null, command);
    List<StoppedEntity> chosen = selection.of(all.list(), nowMillis);
    PrintWriter out = command.commandLine().getOut();
    EntityListCommand.print(chosen, nowMillis, out);
    if (chosen.isEmpty()) {
      return 0;
    }
    if (!yes) {
      out.println("Nothing was done. With --yes these are given the verb.");
      return 0;
    }
    List<ControlLine> controls = new ArrayList<>();
    for (StoppedEntity each : chosen) {
      controls.add(control(each.entity(), each.culprit(), each.at()));
    }
    return send(spec, controls);
  }

  private ControlLine control(String of, @Nullable String named, @Nullable String at) {
    return new ControlLine(
        UUID.randomUUID().toString(),
        of,
        verb,
        named,
        at,
        version,
        event == null ? null : read(event),
        by,
        System.currentTimeMillis(),
        why);
  }

  private static Bytes read(Path event) {
    try {
      Bytes record = Bytes.of(Files.readAllBytes(event));
      require(!record.utf8().isBlank(), event + " is empty");
      return record;
    } catch (IOException unreadable) {
      throw CommandFailure.usage("--event " + event + " cannot be read: " + unreadable);
    }
  }

  /** What the job could not read is not sent: it would only be refused. */
  private static void check(JobSpec spec, ControlLine control) {
    Raw raw =
        new Raw(
            control.json(), Bytes.utf8(control.entity()), List.of(), new Origin("control", 0, 0));
    if (new ControlDecoder(JobParts.fields(spec), "control").decode(raw, control.atMillis())
        instanceof UnreadableControl wrong) {
      throw CommandFailure.usage(wrong.detail());
    }
  }

  private int send(JobSpec spec, List<ControlLine> controls) throws Exception {
    controls.forEach(each -> check(spec, each));
    if (to != null) {
      for (ControlLine control : controls) {
        Files.writeString(
            to,
            control.json().utf8() + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      command.commandLine().getOut().println(controls.size() + " appended to " + to);
      return 0;
    }
    Duration wait = patience == null ? Answers.patience(spec) : patience;
    try (Answers answers = Answers.of(spec)) {
      ControlTopic.send(OperatorTopics.control(spec), controls);
      return answers.await(controls, wait, command.commandLine().getOut());
    }
  }
}
