package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.SpecParser.Parsed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs that run, and probably not as was meant: their warnings and notes lie beside them. */
class DoubtfulSpecsTest {

  static List<Path> doubtful() {
    return Specs.in("doubtful");
  }

  @ParameterizedTest
  @MethodSource("doubtful")
  void everyDoubtIsToldAndTheSpecIsRead(Path file) {
    Parsed parsed = Specs.parse(Specs.text(file));
    String problems = file.toString().replace(".yaml", ".problems");

    assertThat(Specs.listed(parsed)).isEqualTo(Specs.text(Path.of(problems)));
    assertThat(parsed.spec()).isNotNull();
  }

  /** What a job tells of itself is compared with the next spec, and is what it goes back to. */
  @ParameterizedTest
  @MethodSource("doubtful")
  void writtenOutAndReadAgainItIsTheSame(Path file) {
    JobSpec spec = Specs.parse(Specs.text(file)).spec();

    assertThat(spec).isNotNull();
    assertThat(Specs.spec(SpecYaml.of(spec))).isEqualTo(spec);
  }

  @Test
  void thereAreDoubtfulSpecs() {
    assertThat(doubtful()).hasSizeGreaterThan(10);
  }
}
