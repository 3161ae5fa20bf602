package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Incident.Kind;
import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever comes of a job that does what the model does, some order explains it: at length. */
@Tag("proof")
final class FittingProof {
  private static final int STORIES = 500;

  @ParameterizedTest
  @EnumSource(names = {"QUARANTINE", "GAP_QUARANTINE"})
  void whateverTheModelSaysFits(Mode mode) {
    EnumSet<Kind> met = EnumSet.noneOf(Kind.class);
    assertThat(
            Seeds.of(STORIES * Load.SCALE)
                .filter(seed -> !FittingChanceTest.fits(new Teller(mode, seed), met)))
        .as("seeds that do not fit")
        .isEmpty();
    assertThat(met).contains(Kind.QUARANTINED, Kind.RELEASED, Kind.RESET);
  }
}
