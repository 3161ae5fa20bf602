package dev.lockstep.spec;

import dev.lockstep.spec.SpecParser.Parsed;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The specs among the test resources, and how their problems are written down. */
final class Specs {
  private Specs() {}

  static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String good(String name) {
    return text(root().resolve("good").resolve(name + ".yaml"));
  }

  static Parsed parse(String yaml, String... overrides) {
    return SpecParser.parse(yaml, List.of(overrides), Map.of());
  }

  static JobSpec spec(String yaml) {
    Parsed parsed = parse(yaml);
    return Objects.requireNonNull(parsed.spec(), () -> listed(parsed));
  }

  /** One problem a line, its hint on the next. */
  static String listed(Parsed parsed) {
    return parsed.problems().stream().map(Specs::listed).collect(Collectors.joining());
  }

  private static String listed(Problem problem) {
    String severity = problem.severity().name().toLowerCase(java.util.Locale.ROOT);
    String line = problem.at() + " " + severity + ": " + problem.message() + "\n";
    return problem.hint() == null ? line : line + "    " + problem.hint() + "\n";
  }

  private static Path root() {
    try {
      return Path.of(Objects.requireNonNull(Specs.class.getResource("/specs")).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
