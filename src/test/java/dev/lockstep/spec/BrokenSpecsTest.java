package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.SpecParser.Parsed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken spec has the exact list of its problems beside it, in a file {@code .problems}. */
class BrokenSpecsTest {

  static List<Path> broken() {
    return Specs.in("broken");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void everyProblemIsToldWhereItIs(Path file) {
    Parsed parsed = Specs.parse(Specs.text(file));
    String problems = file.toString().replace(".yaml", ".problems");

    assertThat(Specs.listed(parsed)).isEqualTo(Specs.text(Path.of(problems)));
    assertThat(parsed.spec()).isNull();
  }

  @Test
  void thereAreBrokenSpecs() {
    assertThat(broken()).hasSizeGreaterThan(40);
  }
}
