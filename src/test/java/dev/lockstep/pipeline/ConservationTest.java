package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Moment;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * At every checkpoint, received = verdicts + held; and a job that is stopped and scaled again and
 * again sends out what an undisturbed one does, which is what the reference model says.
 */
class ConservationTest {
  private static final List<Backend> BACKENDS =
      List.of(Backend.HARDLY_CACHED, Backend.HEAP, Backend.CACHED, Backend.HEAP);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 16);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostOverRestartsAndRescaling(long seed) throws Exception {
    check(seed);
  }

  @Test
  void theStreamsHaveSomethingOfEverything() throws Exception {
    Tally all = Tally.NONE;
    List<String> quarantines = new ArrayList<>();
    for (long seed : seeds().toArray()) {
      Disorder disorder = Disorder.of(seed);
      try (ScaledJob job = new ScaledJob(disorder.policies().plan(), Backend.HEAP)) {
        play(disorder, job, null, seed);
        all = all.plus(job.tally());
        quarantines.addAll(
            job.came().stream().filter(line -> line.startsWith("quarantine")).toList());
      }
    }
    Set<Verdict> before = EnumSet.of(Verdict.MALFORMED, Verdict.PASSED, Verdict.SHED);
    for (Verdict verdict : EnumSet.complementOf(EnumSet.copyOf(before))) {
      assertThat(all.get(verdict)).as(verdict.name()).isPositive();
    }
    assertThat(all.get(Tally.HELD)).as("held").isPositive();
    for (String what : List.of(" VIOLATION ", " CONFLICT ", " GAP ", " over")) {
      assertThat(quarantines).as("quarantines").anyMatch(line -> line.contains(what));
    }
  }

  static void check(long seed) throws Exception {
    Disorder disorder = Disorder.of(seed);
    Backend backend = BACKENDS.get(Math.floorMod(seed, BACKENDS.size()));
    try (ScaledJob undisturbed = new ScaledJob(disorder.policies().plan(), Backend.HEAP);
        ScaledJob scaled = new ScaledJob(disorder.policies().plan(), backend)) {
      play(disorder, undisturbed, null, seed);
      play(disorder, scaled, new Random(seed), seed);
      assertThat(byEntity(scaled.came()))
          .as("outputs by entity, seed %d, %s", seed, disorder.policies())
          .isEqualTo(byEntity(undisturbed.came()));
      List<String> lines = new ArrayList<>(undisturbed.came());
      lines.removeIf(line -> line.startsWith("dead letter") || line.startsWith("quarantine"));
      assertThat(byEntity(lines))
          .as("outputs of the reference model, seed %d, %s", seed, disorder.policies())
          .isEqualTo(byEntity(ofTheModel(disorder)));
    }
  }

  private static List<String> ofTheModel(Disorder disorder) {
    ReferenceModel model = new ReferenceModel(disorder.policies().policy(), Policies::append);
    int arrived = 0;
    for (Arrival arrival : disorder.arrivals()) {
      model.happens(new Happening.Arrives(arrival));
      arrived++;
      if (arrived % disorder.watermarkEvery() == 0) {
        model.happens(new Happening.WatermarkAt(Disorder.watermarkAfter(arrived)));
      }
    }
    model.happens(new Happening.WatermarkAt(Moment.END));
    Outcome outcome = model.outcome();
    List<String> lines = new ArrayList<>();
    outcome
        .applied()
        .forEach(
            each -> lines.add(Lines.of(new Change(each.event(), each.receipt(), each.state()))));
    outcome.decisions().stream()
        .filter(each -> each.verdict() != Verdict.APPLIED)
        .forEach(each -> lines.add(Lines.of(each)));
    outcome.notices().forEach(each -> lines.add(Lines.of(each)));
    return lines;
  }

  private static void play(Disorder disorder, ScaledJob job, Random restarts, long seed)
      throws Exception {
    int arrived = 0;
    int received = 0;
    for (Arrival arrival : disorder.arrivals()) {
      job.arrives(arrival);
      arrived++;
      received += arrival instanceof Event ? 1 : 0;
      if (arrived % disorder.watermarkEvery() == 0) {
        job.watermark(Disorder.watermarkAfter(arrived));
      }
      if (restarts != null && restarts.nextInt(25) == 0) {
        checkConservation(job, received, seed);
        job.restart(List.of(1, 4, 2, 3).get(restarts.nextInt(4)));
      }
    }
    job.watermark(Long.MAX_VALUE);
    checkConservation(job, received, seed);
    assertThat(job.eventTimeTimers()).as("timers at the end, seed %d", seed).isZero();
  }

  private static void checkConservation(ScaledJob job, int received, long seed) throws Exception {
    job.checkpoint();
    Tally tally = job.tally();
    assertThat(tally.get(Tally.HELD)).as("held, seed %d", seed).isEqualTo(job.held());
    assertThat(tally.verdicts() + tally.get(Tally.HELD))
        .as("verdicts + held, seed %d", seed)
        .isEqualTo(received);
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
