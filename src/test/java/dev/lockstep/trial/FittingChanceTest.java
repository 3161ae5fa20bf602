package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Incident;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whatever comes of a job that does what the model does, some order explains it. */
final class FittingChanceTest {
  /** In 2018 and 2212 a marked place counts for what follows, but came before or after a reset. */
  private static final int FIRST = 2_000;

  private static final int STORIES = Integer.getInteger("proof.stories", 300);

  @Test
  void whateverTheModelSaysFits() {
    Set<Incident.Kind> met = EnumSet.noneOf(Incident.Kind.class);
    List<Long> failed =
        LongStream.range(FIRST, FIRST + STORIES).filter(seed -> !fits(seed, met)).boxed().toList();
    assertThat(failed).as("seeds").isEmpty();
    assertThat(met)
        .contains(
            Incident.Kind.QUARANTINED,
            Incident.Kind.RELEASED,
            Incident.Kind.CONFLICT,
            Incident.Kind.RESET,
            Incident.Kind.FORGOTTEN,
            Incident.Kind.CONTROL_DONE,
            Incident.Kind.CONTROL_REFUSED,
            Incident.Kind.CONTROL_REPEATED);
  }

  private static boolean fits(long seed, Set<Incident.Kind> met) {
    Story story = new Teller(seed).tell();
    story.notices().forEach(each -> met.add(each.what().kind()));
    return Fitting.of(story, Teller::model).violation().isEmpty();
  }
}
