package dev.lockstep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.replay.LeftOut;
import dev.lockstep.replay.Outlook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/replay.md} says of each reason what the code says, and of no other. */
class ReplayTableDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/replay.md");

  @Test
  void everyReasonHasItsRow() throws IOException {
    List<String> rows =
        Stream.of(Reason.values())
            .filter(
                reason ->
                    Stream.of(OrderBy.values())
                        .anyMatch(mode -> Outlook.of(reason, mode) != Outlook.NONE))
            .map(ReplayTableDocumentTest::row)
            .toList();
    assertThat(linesLike("\\| [A-Z_]+ \\|( [a-z –]+ \\|){4}")).isEqualTo(rows);
  }

  private static String row(Reason reason) {
    return Stream.of(OrderBy.values())
        .map(mode -> word(Outlook.of(reason, mode)))
        .collect(Collectors.joining(" | ", "| " + reason + " | ", " |"));
  }

  private static String word(Outlook outlook) {
    return outlook == Outlook.NONE
        ? "–"
        : outlook.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Test
  void everyOutlookIsExplained() throws IOException {
    assertThat(Files.readAllLines(DOCUMENT))
        .containsAll(
            Stream.of(Outlook.values())
                .filter(each -> each != Outlook.NONE)
                .map(each -> "| %s | %s | %s |".formatted(word(each), each.words(), each.wayOut()))
                .toList());
  }

  @Test
  void whatIsLeftOutIsExplained() throws IOException {
    assertThat(linesLike("\\| [A-Z_]+ \\| .*"))
        .containsAll(
            Stream.of(LeftOut.values())
                .map(each -> "| %s | %s | %s |".formatted(each, each.words(), each.remedy()))
                .toList());
  }

  private static List<String> linesLike(String regex) throws IOException {
    return Files.readAllLines(DOCUMENT).stream().filter(line -> line.matches(regex)).toList();
  }
}
