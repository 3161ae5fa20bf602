package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.savepoint.Census;
import dev.lockstep.savepoint.Kind;
import dev.lockstep.state.Tally;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code savepoint inspect} says of the counts. */
class SavepointPageTest {
  @Test
  void countsThatAddUpAreToldAsASum() {
    assertThat(text(page(3, 1))).contains("received                   3 = 2 verdicts + 1 held\n");
    assertThat(page(3, 1).asJson().get("conserved").asBoolean()).isTrue();
  }

  @Test
  void countsThatDoNotAddUpAreToldAsSuch() {
    assertThat(text(page(4, 1)))
        .contains("received                   4 IS NOT 2 verdicts + 1 held\n");
    assertThat(page(4, 1).asJson().get("conserved").asBoolean()).isFalse();
  }

  private static SavepointPage page(long received, long held) {
    return new SavepointPage(
        "file:/here",
        7,
        new Census(1, Map.of(Kind.HOLDING, 1L), held, 0),
        new Tally(Map.of("received", received, "APPLIED", 2L)),
        null,
        Map.of(),
        List.of(),
        Map.of("entity", 1),
        6);
  }

  private static String text(SavepointPage page) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    page.print(out);
    out.flush();
    return text.toString().replace("\r\n", "\n");
  }
}
