package dev.lockstep.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The problems found so far, and which paths no further conclusion should be drawn from. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final Set<String> doubtful = new HashSet<>();

  /**
   * Adds an error; what it is about is not judged any further. A value that is wrong already is not
   * told to be wrong in another way.
   */
  void error(Position at, String path, String message, @Nullable String hint) {
    if (!path.isEmpty() && found.stream().anyMatch(each -> isErrorOf(each, at, path))) {
      return;
    }
    if (!path.isEmpty()) {
      doubt(path);
    }
    add(new Problem(Severity.ERROR, at, path, message, hint));
  }

  private static boolean isErrorOf(Problem problem, Position at, String path) {
    return problem.severity() == Severity.ERROR
        && problem.path().equals(path)
        && problem.at().equals(at);
  }

  /** Adds a problem, unless the same was found there before: an alias is read where it is used. */
  void add(Problem problem) {
    boolean known =
        found.stream()
            .anyMatch(
                each -> each.at().equals(problem.at()) && each.message().equals(problem.message()));
    if (!known) {
      found.add(problem);
    }
  }

  /** Notes that the value at a path is not what the user meant. */
  void doubt(String path) {
    doubtful.add(path);
  }

  /** Whether what was read at a path, and above and below it, is what the user wrote. */
  boolean isSound(String path) {
    return doubtful.stream().noneMatch(each -> leadsTo(each, path) || leadsTo(path, each));
  }

  private static boolean leadsTo(String upper, String lower) {
    return lower.startsWith(upper)
        && (lower.length() == upper.length() || ".[".indexOf(lower.charAt(upper.length())) >= 0);
  }

  boolean hasErrors() {
    return found.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** By position, then the worst first. */
  List<Problem> sorted() {
    return found.stream()
        .sorted(Comparator.comparing(Problem::at).thenComparing(Problem::severity))
        .toList();
  }
}
