package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One of four partitions is away for 40 s of event time, four times as long as gaps are waited for:
 * the entities that miss events are quarantined, and heal when it is back, with nobody's help.
 */
class PartitionOutageTest {
  private static final int ENTITIES = 50;
  private static final int PARTITIONS = 4;
  private static final int DEAD = 2;
  private static final int SECONDS = 120;
  private static final long AWAY_FROM_MILLIS = 30_000;
  private static final long BACK_AT_MILLIS = 70_000;
  private static final long OUT_OF_ORDERNESS_MILLIS = 5_000;
  private static final long WAIT_MILLIS = 10_000;

  /** A record with the partition that it went to, and when it arrived. */
  private record Sent(Event event, int partition, long arrivesMillis) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatThePartitionKeptBackHealsAlone(long seed) throws Exception {
    List<Sent> sent = sent(seed);
    List<String> lines = new ArrayList<>();
    Tally tally;
    try (ScaledJob job = new ScaledJob(plan(), Backend.HEAP)) {
      lines.addAll(play(job, sent));
      tally = job.tally();
    }
    assertThat(tally.verdicts()).as("all have a verdict, seed %d", seed).isEqualTo(sent.size());
    assertThat(lines)
        .as("nothing but changes and news of the quarantines")
        .allMatch(PartitionOutageTest::isCalm);

    List<String> incidents = lines.stream().filter(line -> line.startsWith("incident")).toList();
    List<String> quarantined = about(incidents, Incident.Kind.QUARANTINED);
    assertThat(quarantined).as("quarantines, seed %d", seed).hasSizeGreaterThan(10);
    assertThat(about(incidents, Incident.Kind.RELEASED))
        .as("each of them is over, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(quarantined);

    lines.removeIf(line -> line.startsWith("quarantine"));
    assertThat(byEntity(lines)).as("seed %d", seed).isEqualTo(byEntity(ofTheModel(sent)));
    assertThat(lines)
        .as("what comes out of a day without an outage, seed %d", seed)
        .containsAll(undisturbed(sent));
  }

  /** The job is stopped and scaled while the partition is away, and again when it is back. */
  private static List<String> play(ScaledJob job, List<Sent> sent) throws Exception {
    long highest = 0;
    boolean restarted = false;
    for (Sent each : sent) {
      job.arrives(each.event());
      highest = Math.max(highest, each.event().timeMillis());
      job.watermark(highest - OUT_OF_ORDERNESS_MILLIS);
      if (!restarted && each.arrivesMillis() > BACK_AT_MILLIS - 1_000) {
        restarted = true;
        job.checkpoint();
        assertThat(job.held()).as("held while the partition is away").isPositive();
        job.restart(3);
      }
    }
    job.watermark(Long.MAX_VALUE);
    job.checkpoint();
    assertThat(job.held()).as("held at the end").isZero();
    assertThat(job.eventTimeTimers()).as("timers at the end").isZero();
    return job.came();
  }

  private static List<Sent> sent(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> versions = new TreeMap<>();
    List<Sent> sent = new ArrayList<>();
    for (long millis = 0; millis < SECONDS * 1_000L; millis += 50) {
      String entity = "e" + random.nextInt(ENTITIES);
      int partition = random.nextInt(PARTITIONS);
      boolean isAway = partition == DEAD && millis >= AWAY_FROM_MILLIS && millis < BACK_AT_MILLIS;
      Event event = event(entity, versions.merge(entity, 1, Integer::sum)).at(millis).build();
      sent.add(new Sent(event, partition, isAway ? BACK_AT_MILLIS : millis));
    }
    sent.sort(Comparator.comparingLong(Sent::arrivesMillis));
    return sent;
  }

  private static OrderPolicy policy() {
    OrderPolicy ten = Policies.byVersion().onGap(OnGap.QUARANTINE).holding(1_000).policy();
    return new OrderPolicy(
        ten.by(),
        ten.start(),
        new Patience(WAIT_MILLIS, OnGap.QUARANTINE, OrderPolicy.UNLIMITED, false),
        ten.holdAtMost(),
        ten.jumpAtMost(),
        ten.restartOn(),
        ten.routes(),
        ten.ties(),
        ten.memory(),
        ten.stateBytesAtMost(),
        ten.quarantines(),
        ten.overrides(),
        ten.reportsGaps());
  }

  private static Plan plan() {
    return new Plan(
        policy(),
        new Admission(1_000_000),
        classes -> Policies::append,
        Plan.RulesSource.NONE,
        false,
        JobIdentity.UNKNOWN,
        new CacheBudget(CacheBudget.AUTOMATIC, 1_000),
        Redactor.NONE);
  }

  private static List<String> ofTheModel(List<Sent> sent) {
    ReferenceModel model = new ReferenceModel(policy(), Policies::append);
    long highest = 0;
    for (Sent each : sent) {
      model.happens(new Happening.Arrives(each.event()));
      highest = Math.max(highest, each.event().timeMillis());
      model.happens(new Happening.WatermarkAt(highest - OUT_OF_ORDERNESS_MILLIS));
    }
    model.happens(new Happening.WatermarkAt(Long.MAX_VALUE));
    Outcome outcome = model.outcome();
    List<String> lines = new ArrayList<>();
    outcome
        .applied()
        .forEach(
            each -> lines.add(Lines.of(new Change(each.event(), each.receipt(), each.state()))));
    outcome.notices().forEach(notice -> lines.add(Lines.of(notice)));
    return lines;
  }

  private static List<String> undisturbed(List<Sent> sent) {
    ReferenceModel model = new ReferenceModel(policy(), Policies::append);
    sent.stream()
        .map(Sent::event)
        .sorted(Comparator.comparingLong(Event::timeMillis))
        .forEach(event -> model.happens(new Happening.Arrives(event)));
    Outcome outcome = model.outcome();
    return outcome.applied().stream()
        .map(each -> Lines.of(new Change(each.event(), each.receipt(), each.state())))
        .toList();
  }

  private static boolean isCalm(String line) {
    return line.startsWith("applied")
        || line.startsWith("quarantine")
        || line.startsWith("incident QUARANTINED")
        || line.startsWith("incident RELEASED");
  }

  /** Whom the incidents of a kind are about, with the versions. */
  private static List<String> about(List<String> incidents, Incident.Kind kind) {
    String prefix = "incident " + kind + " ";
    return incidents.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  private static Map<String, List<String>> byEntity(List<String> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> Lines.entity(line) + " " + Lines.output(line),
                TreeMap::new,
                Collectors.toList()));
  }
}
