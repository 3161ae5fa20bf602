package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.event.Version;
import dev.lockstep.job.FileRun;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Finding;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** One job of one mode between topics of its own, what is sent to it, and what came of it. */
final class Trial implements AutoCloseable {
  private static final String LATER = "later-";

  /** From one checkpoint to the next: a mishap must not always strike right after one. */
  private static final int SOON_MILLIS = 300;

  private static final int SLICE = 50;

  /** One seed may be tried more than once. */
  private static final AtomicInteger TRIALS = new AtomicInteger();

  /** Far above the times of all events, and in the past. */
  private static final long LATER_MILLIS = 1_710_000_000_000L;

  /** How far the watermark comes by what moves it at the end, under a patient clock. */
  private static final long WATERMARK = LATER_MILLIS - 5_001;

  private final EmbeddedKafka kafka;
  private final String story;
  private final Mode mode;
  private final long seed;
  private final String name;
  private final Outputs outputs;
  private final Operators operators;
  private final Evidence evidence;
  private final List<Draft> sent = new ArrayList<>();
  private int latest;
  private String savepoint;

  Trial(EmbeddedKafka kafka, String story, Mode mode, long seed, int partitions) {
    this.kafka = kafka;
    this.story = story;
    this.mode = mode;
    this.seed = seed;
    this.name =
        "%s-%s-%x-%d"
            .formatted(
                story.replace(' ', '-'),
                mode.name().toLowerCase().replace('_', '-'),
                seed,
                TRIALS.incrementAndGet());
    createTopics(partitions);
    this.evidence = new Evidence(name, kafka.bootstrapServers());
    this.outputs = new Outputs(kafka.bootstrapServers(), name, mode);
    this.operators =
        mode.quarantines() ? new Operators(kafka.bootstrapServers(), name, seed) : null;
  }

  /**
   * The source, and what the job writes: for the proof all of it stays, also superseded states, and
   * those of events of long ago.
   */
  private void createTopics(int partitions) {
    kafka.createTopic(name, partitions);
    for (String output : Outputs.names(mode)) {
      kafka.createTopic(name + "-" + output, 3, Map.of("retention.ms", "-1"));
    }
    if (mode.quarantines()) {
      kafka.createTopic(name + SpecText.CONTROL, 3);
    }
  }

  String name() {
    return name;
  }

  Mode mode() {
    return mode;
  }

  Outputs outputs() {
    return outputs;
  }

  /** The job's spec, with changes such as {@code delivery=at-least-once}. */
  JobSpec spec(String... changes) {
    SpecParser.Parsed parsed = SpecParser.parse(yaml(), Arrays.asList(changes), Map.of());
    if (parsed.spec() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.spec();
  }

  String yaml() {
    return new SpecText(mode, seed, name, kafka.bootstrapServers()).yaml();
  }

  /** Producers as they come, that write to the source; slowly, where people have to keep up. */
  Senders senders(int count, int perSecond) {
    int pace = operators == null ? perSecond : Math.min(perSecond, 300);
    Senders senders = new Senders(kafka.bootstrapServers(), name, pace, sent);
    for (int i = 0; i < count; i++) {
      senders.with(Map.of());
    }
    return senders;
  }

  /** Something that happens to a job, or to what it needs. */
  interface Mishap {
    void strike() throws Exception;
  }

  /**
   * Sends a load in parts that follow each other at once; while each but the last is worked on, at
   * any moment, the mishap strikes; where there are operators, while they wait for an answer.
   */
  void send(Senders senders, List<Draft> drafts, List<Integer> cuts, Mishap mishap)
      throws Exception {
    Chance chance = Chance.of(seed);
    CompletableFuture<Void> part = senders.sendAlong(drafts.subList(0, cuts.get(0)));
    for (int i = 0; i < cuts.size(); i++) {
      outputs.awaitVerdicts(outputs.verdicts() + 1 + chance.below(100));
      int end = i + 1 < cuts.size() ? cuts.get(i + 1) : drafts.size();
      List<Draft> following = drafts.subList(cuts.get(i), end);
      CompletableFuture<Void> next = part.thenRunAsync(() -> senders.send(following));
      Senders.awaitNanos(
          System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(chance.below(SOON_MILLIS)));
      awaitQuestion();
      mishap.strike();
      part.get();
      part = next;
    }
    part.get();
  }

  /**
   * Sends what is left, slice by slice; until an output has come again, the mishap strikes as soon
   * as something has come of a slice.
   */
  void sendUntilRepeated(Senders senders, List<Draft> rest, Mishap mishap) throws Exception {
    for (int from = 0; from < rest.size(); from += SLICE) {
      int before = outputs.drain("verdicts");
      senders.send(rest.subList(from, Math.min(rest.size(), from + SLICE)));
      outputs.awaitVerdicts(before + 1);
      if (outputs.repeated() == 0) {
        mishap.strike();
      }
    }
  }

  /** Where there are operators, waits until they wait for an answer. */
  void awaitQuestion() {
    if (operators != null) {
      operators.awaitQuestion();
    }
  }

  /** Sends each partition an event so late that all disorder before it is over. */
  void sendLater(int partitions) {
    latest = partitions;
    try (Senders senders = senders(1, 1_000)) {
      senders
          .routed(entity -> Integer.parseInt(entity.substring(LATER.length())))
          .send(IntStream.range(0, partitions).mapToObj(this::later).toList());
    }
  }

  private Draft later(int partition) {
    return Draft.of(LATER + partition, new Version.Single(1), LATER_MILLIS)
        .version(mode.firstVersion())
        .ranks(0L)
        .text("later");
  }

  /** The source as it lies in the broker now. */
  History history() {
    String servers = kafka.bootstrapServers();
    History history = History.of(spec(), Topic.all(servers, name), sent);
    return mode.quarantines()
        ? history.operated(spec(), Topic.all(servers, name + SpecText.CONTROL))
        : history;
  }

  /** Waits for all that is to come of what was sent. */
  void awaitAll() throws Exception {
    if (operators == null) {
      outputs.awaitVerdictsOrLeave(verdictsToCome());
    } else {
      awaitLater();
      operators.finish();
    }
  }

  /** How many verdicts come of what is in the source. */
  private int verdictsToCome() {
    History history = history();
    int held =
        switch (mode.outcomes) {
          case EXACT, EXACT_AT_END ->
              new Judge(spec(), mode, history).expected(WATERMARK).held().size();
          case ALLOWED -> 0;
          case FITTING -> throw new IllegalStateException("operators decide that");
        };
    return history.records().size() - held;
  }

  /** Waits until all that was sent has been read, where outputs may come again. */
  void awaitLater() {
    outputs.awaitVerdictsOf(LATER, latest);
  }

  /** Says which savepoint a job ended with that was not ended here. */
  void endedWith(String savepoint) {
    this.savepoint = savepoint;
  }

  /** Waits for all that is to come, ends the job, and judges what came. */
  void finish(JobClient job, Path folder, String happened) throws Exception {
    judge(end(job, folder), happened);
  }

  /** Waits for all that is to come and ends the job: what it counted. */
  Tally end(JobClient job, Path folder) throws Exception {
    awaitAll();
    savepoint = stop(job, folder);
    return FileRun.await(job);
  }

  /** Ends a job with a savepoint and without draining: what it holds stays held. */
  static String stop(JobClient job, Path folder) throws Exception {
    return job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  /** Judges what the job wrote as it is. */
  void judge(Tally tally, String happened) {
    evidence.keptIfFails(mode, savepoint, () -> judge(Lines.of(drained()), tally, happened));
  }

  /** Judges what is left to a consumer that fences, which must have met something to drop. */
  void judgeFenced(Tally tally, String happened) {
    int repeated = drained().repeated();
    assertThat(repeated).as("outputs that came again, seed %d", seed).isPositive();
    String more = happened + ", " + repeated + " outputs came again";
    evidence.keptIfFails(mode, savepoint, () -> judge(Lines.fenced(outputs), tally, more));
  }

  private Outputs drained() {
    outputs.drain();
    return outputs;
  }

  /** Says in one line what happened, and that nothing is wrong. */
  private void judge(Lines lines, Tally tally, String happened) {
    History history = history();
    Judge.Judgement judgement = new Judge(spec(), mode, history).judge(lines, tally, WATERMARK);
    List<Finding> violations = judgement.violations();
    System.out.printf(
        "%s %s, seed %d: %d events, %s%s; duplicates %d, swaps %d; %s, held %d; violations %d%n",
        story,
        mode,
        seed,
        history.records().size(),
        happened,
        judgement.mended(),
        history.disorder().duplicates(),
        history.disorder().swaps(),
        Judge.counts(tally),
        tally.get(Tally.HELD),
        violations.size());
    assertThat(violations.stream().limit(5)).as("seed %d, %s", seed, name).isEmpty();
    new Met(mode, history.disorder(), tally, lines).requireAll();
  }

  @Override
  public void close() {
    if (operators != null) {
      operators.close();
    }
    outputs.close();
  }
}
