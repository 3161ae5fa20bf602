package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import org.junit.jupiter.api.Test;

/** The benchmarks are no part of the product. */
class BenchCommandTest {

  @Test
  void withoutBenchmarksItSaysHowToGetThem() {
    Outcome outcome = withoutBenchmarks("bench", "operator", "--entities", "100");
    assertThat(outcome.exit()).isEqualTo(3);
    assertThat(outcome.err())
        .isEqualTo(
            "lockstep: there are no benchmarks on the class path:"
                + " `./lockstep bench` in a clone builds them\n");
    assertThat(outcome.out()).isEmpty();
  }

  /** As whoever takes Lockstep as a library has it. */
  private static Outcome withoutBenchmarks(String... args) {
    Thread here = Thread.currentThread();
    ClassLoader before = here.getContextClassLoader();
    here.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return Commands.run(args);
    } finally {
      here.setContextClassLoader(before);
    }
  }
}
