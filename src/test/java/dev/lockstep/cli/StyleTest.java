package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StyleTest {
  @Test
  void thereAreColoursOnATerminalOnly() {
    assertThat(Style.of(true, Map.of("TERM", "xterm"))).isEqualTo(Style.COLOURED);
    assertThat(Style.of(false, Map.of("TERM", "xterm"))).isEqualTo(Style.PLAIN);
  }

  @Test
  void whoWantsNoColoursGetsNone() {
    assertThat(Style.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Style.PLAIN);
    assertThat(Style.of(true, Map.of("NO_COLOR", ""))).isEqualTo(Style.COLOURED);
    assertThat(Style.of(true, Map.of("TERM", "dumb"))).isEqualTo(Style.PLAIN);
  }

  @Test
  void plainTextIsLeftAsItIs() {
    assertThat(Style.PLAIN.red(Style.PLAIN.bold("wrong"))).isEqualTo("wrong");
    assertThat(Style.COLOURED.red("wrong")).isEqualTo("\u001b[31mwrong\u001b[0m");
  }
}
