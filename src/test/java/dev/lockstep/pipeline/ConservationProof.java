package dev.lockstep.pipeline;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ConservationTest} over other streams on each run; the name of a run is its seed. */
@Tag("proof")
class ConservationProof {

  static LongStream seeds() {
    return new Random().longs(150L * Long.getLong("proof.scale", 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostOverRestartsAndRescaling(long seed) throws Exception {
    ConservationTest.check(seed);
  }
}
