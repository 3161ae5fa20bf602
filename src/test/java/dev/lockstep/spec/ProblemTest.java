package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void whatAUserWroteIsQuotedInOneShortLine() {
    String yaml =
        "name: \"a\\n\\e[2Jb\"\nevent: {entity: /id, version: \"" + "v".repeat(500) + "\"}";

    assertThat(Specs.parse(yaml).problems())
        .extracting(Problem::message)
        .containsExactly(
            "`a [2Jb` is not a name: up to 100 letters, digits, `.`, `_` and `-`",
            "`" + "v".repeat(299) + "...");
  }
}
