package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Checker;
import dev.lockstep.simulate.Finding;
import dev.lockstep.simulate.Fold;
import dev.lockstep.simulate.Happening;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds all that is wrong with what came of a source. */
record Judge(JobSpec spec, Mode mode, History history) {

  /** What comes of the source if all of it arrives before the watermark moves, up to here. */
  Outcome expected(long watermark) {
    List<Happening> happenings = new ArrayList<>();
    happenings.add(new Happening.WatermarkAt(0));
    history.arrivals().forEach(each -> happenings.add(new Happening.Arrives(each)));
    happenings.add(new Happening.WatermarkAt(watermark));
    return ReferenceModel.outcome(policy(), fold(), happenings);
  }

  /** What was found: all that is wrong, and what to tell of quarantines, if there were any. */
  record Judgement(List<Finding> violations, String mended) {}

  /** Judges what was written. */
  Judgement judge(Lines lines, Tally tally, long watermark) {
    Outcome actual = Came.of(history, lines);
    Mended mended = new Mended(history, lines, actual);
    List<Arrival> arrivals = new ArrayList<>(history.arrivals());
    arrivals.addAll(history.controls());
    List<Finding> found =
        new ArrayList<>(new Checker(policy(), fold(), rules()).check(arrivals, actual));
    String told = "";
    switch (mode.outcomes) {
      case EXACT -> found.addAll(differences(actual, watermark, true));
      case EXACT_AT_END -> found.addAll(differences(actual, watermark, false));
      case ALLOWED -> found.addAll(impatience(lines));
      case FITTING -> {
        Mended.Fits fits = mended.fits(this::model);
        found.addAll(fits.violations());
        found.addAll(mended.unanswered());
        told = "; " + mended.words(fits);
      }
    }
    found.addAll(unaccounted(lines, tally, mended));
    return new Judgement(found, told);
  }

  private ReferenceModel model() {
    return new ReferenceModel(policy(), fold(), rules());
  }

  private Rules rules() {
    return mode.hasInvariants() ? new Invariants() : Rules.NONE;
  }

  private OrderPolicy policy() {
    return spec.orderPolicy(false);
  }

  private Fold fold() {
    return Json.fold(mode.replaces());
  }

  private List<Finding> differences(Outcome actual, long watermark, boolean inOrder) {
    return new Differences(expected(watermark), actual, history.spread(), inOrder, mode.replaces())
        .all();
  }

  /** What was received is what has a verdict and what is held, in the counts and in the topics. */
  private List<Finding> unaccounted(Lines lines, Tally tally, Mended mended) {
    Outcome actual = mended.came();
    Map<String, Long> said =
        lines.verdicts().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.get("verdict").asText(), TreeMap::new, Collectors.counting()));
    said.put(Tally.RECEIVED, history.records().size() + mended.corrected());
    said.put(Tally.HELD, (long) actual.held().size());
    said.put(Tally.PARKED, mended.parked());
    Map<String, Long> counted = new TreeMap<>(tally.counts());
    counted.values().removeIf(count -> count == 0);
    said.values().removeIf(count -> count == 0);
    List<Finding> found = new ArrayList<>();
    require(found, counted.equals(said), "counts", counted + " but there are " + said);
    require(
        found,
        tally.get(Tally.RECEIVED) == tally.verdicts() + tally.get(Tally.HELD),
        "received = verdicts + held",
        tally);
    List<String> passed = lines.analytics().stream().map(ConsumerRecord::value).sorted().toList();
    List<String> written =
        history.records().values().stream()
            .filter(AnalyticsEvent.class::isInstance)
            .map(each -> each.raw().value().utf8())
            .sorted()
            .toList();
    require(found, passed.equals(written), "analytics", passed.size() + " of " + written.size());
    long dead = actual.decisions().stream().filter(each -> each.deadLetter()).count();
    require(found, lines.deadLetters().size() == dead, "dead letters", lines.deadLetters().size());
    boolean asked = !history.controls().isEmpty();
    require(found, asked || actual.cleared().isEmpty(), "tombstones", actual.cleared());
    return found;
  }

  /**
   * A gap is given up only when the watermark has passed the lowest event behind it by a wait. A
   * place that is only marked is not looked at.
   */
  private List<Finding> impatience(Lines lines) {
    List<Finding> found = new ArrayList<>();
    if (policy().patience().onGap() == OnGap.WAIT
        || policy().patience().limitMillis() != OrderPolicy.UNLIMITED) {
      return found;
    }
    for (JsonNode line : lines.incidents()) {
      if (line.get("kind").asText().equals("GAP_ABANDONED")) {
        OptionalLong behind = history.behind(line).stream().mapToLong(Event::timeMillis).min();
        boolean over =
            behind.isEmpty()
                || line.get("watermark").asLong()
                    >= behind.getAsLong() + policy().patience().waitMillis();
        require(found, over, "a gap is given up after its patience", line + " " + behind);
      }
    }
    return found;
  }

  private static void require(List<Finding> found, boolean holds, String rule, Object detail) {
    if (!holds) {
      found.add(new Finding("all", rule, String.valueOf(detail)));
    }
  }

  /** How often each verdict was given. */
  static Map<String, Long> counts(Tally tally) {
    Map<String, Long> counts = new TreeMap<>();
    for (Verdict verdict : Verdict.values()) {
      if (tally.get(verdict) > 0) {
        counts.put(verdict.name(), tally.get(verdict));
      }
    }
    return counts;
  }
}
