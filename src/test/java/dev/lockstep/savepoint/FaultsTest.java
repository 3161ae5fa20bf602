package dev.lockstep.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However much is wrong with a savepoint, a page of it is told. */
class FaultsTest {
  @Test
  void twentyAreToldAndTheOthersCounted() {
    Faults faults = new Faults();
    IntStream.range(0, 20).forEach(i -> faults.add("fault " + i));
    assertThat(faults.all()).hasSize(20).first().isEqualTo("fault 0");
    IntStream.range(20, 25).forEach(i -> faults.add("fault " + i));
    assertThat(faults.all()).hasSize(21).endsWith("fault 19", "and 5 more");
  }
}
