package dev.lockstep.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much is wrong with a savepoint, a page of it is told. */
class FaultsTest {
  @Test
  void twentyAreToldAndTheOthersCounted() {
    Faults faults = new Faults();
    IntStream.range(0, 20).forEach(i -> faults.add("fault " + i, "mend it"));
    assertThat(faults.all()).hasSize(20).first().hasToString("fault 0 -> mend it");
    IntStream.range(20, 25).forEach(i -> faults.add("fault " + i, "mend it"));
    assertThat(faults.all())
        .hasSize(21)
        .endsWith(new Fault("fault 19", "mend it"), new Fault("and 5 more", ""));
  }
}
