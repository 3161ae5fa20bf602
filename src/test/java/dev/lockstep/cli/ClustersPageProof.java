package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.cli.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The story of docs/clusters.md, command by command as the page has it. */
@Tag("proof")
class ClustersPageProof {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String SHELL = "    ./lockstep ";

  private final List<String> savepoints = new ArrayList<>();

  @Test
  void theStoryEndsAsThePageSays() throws Exception {
    List<List<String>> commands = commands();
    assertThat(commands)
        .extracting(command -> command.get(0))
        .containsExactly(
            "cluster",
            "submit",
            "cluster",
            "status",
            "entity",
            "upgrade",
            "stop",
            "submit",
            "entity",
            "stop",
            "savepoint");
    try (ClusterSite site = ClusterSite.open()) {
      for (List<String> command : commands.subList(1, commands.size() - 1)) {
        play(command, site);
      }
      List<String> diff = new ArrayList<>(commands.get(commands.size() - 1));
      diff.replaceAll(word -> word.equals("PATH") ? savepoints.get(0) : word);
      diff.replaceAll(word -> word.equals("OTHER") ? savepoints.get(1) : word);
      Outcome differs = Commands.run(diff.toArray(String[]::new));
      assertThat(differs.exit()).as(differs.toString()).isEqualTo(1);
      assertThat(section())
          .as("the page has what came out")
          .containsAll(differs.out().lines().toList());
    }
  }

  private void play(List<String> command, ClusterSite site) {
    String[] here = here(command, site);
    if (command.subList(0, 2).equals(List.of("entity", "list"))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(Commands.run(here).out()).contains("D-4"));
      return;
    }
    Outcome outcome = Commands.run(here);
    assertThat(outcome.exit()).as(String.join(" ", here) + outcome).isZero();
    if (command.get(0).equals("stop")) {
      savepoints.add(ClusterSite.savepoint(outcome));
    }
  }

  /** With this cluster, this broker and frequent checkpoints. */
  private String[] here(List<String> command, ClusterSite site) {
    List<String> here = new ArrayList<>(command);
    here.replaceAll(word -> word.equals("localhost:8081") ? site.flink().address() : word);
    here.replaceAll(word -> word.equals("PATH") ? savepoints.get(0) : word);
    here.add("--set=source.kafka.bootstrap-servers=" + site.brokers());
    if (List.of("submit", "upgrade").contains(command.get(0))) {
      here.add("--set=flink.checkpoint-interval=500ms");
    }
    return here.toArray(String[]::new);
  }

  private static List<List<String>> commands() throws IOException {
    return section().stream()
        .filter(line -> line.startsWith(SHELL))
        .map(line -> WORD.matcher(line.substring(SHELL.length())).results().toList())
        .map(words -> words.stream().map(ClustersPageProof::word).toList())
        .toList();
  }

  private static String word(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static List<String> section() throws IOException {
    List<String> page = Files.readAllLines(Path.of("docs/clusters.md"));
    return page.subList(page.indexOf("## A story to repeat"), page.indexOf("## Before the start"));
  }
}
