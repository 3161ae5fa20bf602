package dev.lockstep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Verdict;
import dev.lockstep.state.Tally;
import java.util.List;

/** What a story met on its way: one in which nothing went wrong would prove nothing. */
record Met(Mode mode, Disorder disorder, Tally tally, Lines lines) {

  void requireAll() {
    assertThat(disorder.duplicates()).as("duplicates").isPositive();
    assertThat(disorder.swaps()).as("swaps").isPositive();
    for (Verdict each : new Verdict[] {Verdict.APPLIED, Verdict.DUPLICATE}) {
      assertThat(tally.get(each)).as(each.name()).isPositive();
    }
    mode.meets().forEach(each -> assertThat(tally.get(each)).as(each).isPositive());
    if (mode.givesUp()) {
      assertThat(count("GAP_ABANDONED")).as("gaps given up").isPositive();
    }
    if (mode.quarantines()) {
      for (String kind : List.of("QUARANTINED", "RELEASED", "CONTROL_DONE", "CONTROL_REFUSED")) {
        assertThat(count(kind)).as(kind).isPositive();
      }
    }
  }

  private long count(String kind) {
    return lines.incidents().stream()
        .filter(each -> each.get("kind").asText().equals(kind))
        .count();
  }
}
