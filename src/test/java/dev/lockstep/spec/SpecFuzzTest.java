package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lockstep.spec.SpecParser.Parsed;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever is done to a spec's text, it is read or its problems are told. */
class SpecFuzzTest {
  private static final String ODD =
      "{}[],:&*#?|-<>=!%@`'\"\\\t\n ~$.0159aes\u0000\u0007\u00e9\uFEFF\uD83D\u2028";
  private static final int CHANGES_AT_MOST = 6;

  @RepeatedTest(400)
  void neverAnException(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Path> good = Specs.in("good");
    String text = Specs.text(good.get(random.nextInt(good.size())));
    int changes = 1 + random.nextInt(CHANGES_AT_MOST);
    for (int i = 0; i < changes; i++) {
      text = changed(text, random);
    }
    String spec = text;

    assertThatCode(() -> isReadOrTold(spec))
        .as("seed %d:\n%s", seed, spec)
        .doesNotThrowAnyException();
  }

  private static void isReadOrTold(String text) {
    Parsed parsed = Specs.parse(text);
    boolean error =
        parsed.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    assertThat(parsed.spec() == null).isEqualTo(error);
    assertThat(parsed.problems()).allSatisfy(problem -> assertThat(problem.line()).isPositive());
    if (parsed.spec() != null) {
      assertThat(Specs.parse(SpecYaml.of(parsed.spec())).spec()).isNotNull();
    }
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(12));
    String odd = String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at) + odd + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, at) + odd + text.substring(to);
      case 3 -> text.substring(0, at) + text.substring(at, to) + text.substring(at);
      case 4 -> withoutLine(text, random);
      default -> text.substring(0, at) + odd.repeat(1 + random.nextInt(50)) + text.substring(at);
    };
  }

  private static String withoutLine(String text, Random random) {
    List<String> lines = new java.util.ArrayList<>(text.lines().toList());
    if (!lines.isEmpty()) {
      lines.remove(random.nextInt(lines.size()));
    }
    return String.join("\n", lines);
  }
}
