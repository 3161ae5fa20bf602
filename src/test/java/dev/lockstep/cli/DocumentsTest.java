package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents name is there. */
class DocumentsTest {
  private static final Pattern COMMAND = Pattern.compile("\\./lockstep ([a-z]+)");
  private static final Pattern LINE =
      Pattern.compile("^ *\\./lockstep ([a-z]+)( .*)?$", Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");
  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)(#[^)]*)?\\)");
  private static final Pattern JOB = Pattern.compile("jobs/(?:samples/)?[a-z-]+\\.(?:yaml|jsonl)");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> jobs = Files.list(Path.of("jobs"))) {
      List<Path> found =
          Stream.concat(docs, jobs)
              .filter(file -> file.toString().matches(".*\\.(md|yaml)"))
              .toList();
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
              found.stream())
          .sorted();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandExists(Path document) throws IOException {
    assertThat(named(document, COMMAND)).isSubsetOf(Main.commandLine().getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyOptionExists(Path document) throws IOException {
    for (MatchResult line : LINE.matcher(Files.readString(document)).results().toList()) {
      var command = Main.commandLine().getSubcommands().get(line.group(1));
      String rest = line.group(2) == null ? "" : line.group(2);
      assertThat(OPTION.matcher(rest).results().map(MatchResult::group))
          .as(line.group())
          .isSubsetOf(named(command, rest).getCommandSpec().optionsMap().keySet());
    }
  }

  /** The command, or the one below it that the line names. */
  private static CommandLine named(CommandLine command, String rest) {
    String word = rest.strip().replaceFirst(" .*", "");
    return command.getSubcommands().getOrDefault(word, command);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    assertThat(named(document, LINK))
        .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyJobIsThere(Path document) throws IOException {
    for (MatchResult job : JOB.matcher(Files.readString(document)).results().toList()) {
      assertThat(Path.of(job.group())).exists();
    }
  }

  @Test
  void theReadmeListsEveryCommand() throws IOException {
    assertThat(named(Path.of("README.md"), Pattern.compile("^\\| `([a-z]+)", Pattern.MULTILINE)))
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("docs/decisions"))) {
      assertThat(named(Path.of("docs/decisions/README.md"), LINK))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals("README.md"))
                  .toList());
    }
  }

  private static Set<String> named(Path document, Pattern pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    pattern.matcher(Files.readString(document)).results().forEach(each -> names.add(each.group(1)));
    return names;
  }
}
