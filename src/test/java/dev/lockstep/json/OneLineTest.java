package dev.lockstep.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts of unknown origin, shortened for people. */
final class OneLineTest {

  @Test
  void whatIsShortIsWhole() {
    assertThat(OneLine.beginning("ab", 2)).isEqualTo("ab");
    assertThat(OneLine.beginning("", 2)).isEmpty();
    assertThat(OneLine.of("ab", 2)).isEqualTo("ab");
  }

  @Test
  void noCharacterIsCutInTwo() {
    assertThat(OneLine.beginning("abc", 2)).isEqualTo("ab...");
    assertThat(OneLine.beginning("a🔒", 2)).isEqualTo("a...");
    assertThat(OneLine.beginning("🔒b", 2)).isEqualTo("🔒...");
    assertThat(OneLine.of("🔒b", 2)).isEqualTo("🔒...");
  }

  @Test
  void whatMovesACursorIsAQuestionMark() {
    assertThat(OneLine.of("a\u001b[2J\nb\u202e", 100)).isEqualTo("a?[2J?b?");
  }
}
