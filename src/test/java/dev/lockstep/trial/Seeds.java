package dev.lockstep.trial;

import dev.lockstep.simulate.Chance;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The seeds of a run: others each time, {@code -Dproof.seeds} times as many, or the one of {@code
 * -Dproof.seed}.
 */
final class Seeds {
  private static final Long GIVEN = Long.getLong("proof.seed");

  private static final int TIMES = Integer.getInteger("proof.seeds", 1);

  private static final List<String> MODES =
      Stream.of(System.getProperty("proof.modes", "").split(","))
          .filter(name -> !name.isEmpty())
          .toList();

  private Seeds() {}

  /** So many seeds. */
  static Stream<Long> of(int count) {
    return GIVEN == null
        ? new Random()
            .ints(0, Integer.MAX_VALUE)
            .limit((long) count * TIMES)
            .mapToObj(Long::valueOf)
        : Stream.generate(() -> GIVEN).limit(TIMES);
  }

  /** A seed for each mode, or for those of {@code -Dproof.modes}. */
  static Stream<Arguments> runs(Mode... modes) {
    return Stream.of(modes)
        .filter(mode -> MODES.isEmpty() || MODES.contains(mode.name()))
        .flatMap(mode -> of(1).map(seed -> Arguments.of(mode, seed)));
  }

  /** Where a load is cut into one part more than there are cuts, none of them small. */
  static List<Integer> cuts(Chance chance, int count, int events) {
    int part = events / (count + 1);
    return IntStream.rangeClosed(1, count)
        .mapToObj(nth -> nth * part + chance.below(part / 5))
        .toList();
  }
}
