package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Incident.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever comes of a job that does what the model does, some order explains it. */
final class FittingChanceTest {
  /** In 2018 and 2212 a marked place counts for what follows, but came before or after a reset. */
  private static final int FIRST = 2_000;

  private static final int STORIES = 300;

  /** Their watermarks leave more open. */
  private static final int STORIES_OF_GAPS = 60;

  @Test
  void whateverTheModelSaysOfPoisonAndForksFits() {
    assertThat(metWhereAllFit(Mode.QUARANTINE, STORIES))
        .contains(
            Kind.QUARANTINED,
            Kind.RELEASED,
            Kind.CONFLICT,
            Kind.RESET,
            Kind.FORGOTTEN,
            Kind.CONTROL_DONE,
            Kind.CONTROL_REFUSED,
            Kind.CONTROL_REPEATED);
  }

  @Test
  void whateverTheModelSaysOfGapsFits() {
    assertThat(metWhereAllFit(Mode.GAP_QUARANTINE, STORIES_OF_GAPS))
        .contains(
            Kind.QUARANTINED, Kind.RELEASED, Kind.GAP_ABANDONED, Kind.RESET, Kind.CONTROL_DONE);
  }

  private static Set<Kind> metWhereAllFit(Mode mode, int stories) {
    Set<Kind> met = EnumSet.noneOf(Kind.class);
    LongStream seeds = LongStream.range(FIRST, FIRST + stories);
    assertThat(seeds.filter(seed -> !fits(new Teller(mode, seed), met)).boxed())
        .as("seeds that do not fit")
        .isEmpty();
    return met;
  }

  /** Whether its story fits; the kinds of its incidents are added to those that were met. */
  static boolean fits(Teller teller, Set<Kind> met) {
    Story story = teller.tell();
    story.notices().forEach(each -> met.add(each.what().kind()));
    return Fitting.of(story, teller::model).violation().isEmpty();
  }
}
