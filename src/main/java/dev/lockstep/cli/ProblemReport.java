package dev.lockstep.cli;

import dev.lockstep.spec.Problem;
import dev.lockstep.spec.Secrets;
import dev.lockstep.spec.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells people about a spec's problems, each with its line. */
final class ProblemReport {
  private static final String INDENT = "    ";
  private static final int LINE_AT_MOST = 160;

  private final SpecFile file;

  ProblemReport(SpecFile file) {
    this.file = file;
  }

  /** Tells each problem that is at least this bad. */
  void print(PrintWriter out, Severity least) {
    for (Problem problem : file.parsed().problems()) {
      if (problem.severity().compareTo(least) <= 0) {
        print(out, problem);
      }
    }
  }

  private void print(PrintWriter out, Problem problem) {
    String option = problem.at().option();
    String where = option != null ? option : file.name() + ":" + problem.at();
    out.println(where + ": " + word(problem.severity()) + ": " + problem.message());
    if (option == null && problem.line() <= file.lines().size()) {
      printLine(out, problem);
    }
    if (problem.hint() != null) {
      out.println(INDENT + "hint: " + problem.hint());
    }
  }

  private void printLine(PrintWriter out, Problem problem) {
    String shown = Secrets.shownLine(file.lines(), problem.line());
    String line = shown.replaceAll("[\\p{Cntrl}&&[^\t]]", "?");
    if (line.isBlank() || line.length() > LINE_AT_MOST) {
      return;
    }
    out.println(INDENT + line);
    if (problem.column() <= line.codePointCount(0, line.length())) {
      int end = line.offsetByCodePoints(0, problem.column() - 1);
      out.println(INDENT + line.substring(0, end).replaceAll("[^\t]", " ") + "^");
    }
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** How many problems there are of each kind, such as "2 errors and 1 note"; empty for none. */
  String counts() {
    List<String> counts =
        Stream.of(Severity.values()).map(this::count).filter(text -> !text.isEmpty()).toList();
    if (counts.size() < 2) {
      return String.join("", counts);
    }
    int last = counts.size() - 1;
    return counts.subList(0, last).stream().collect(Collectors.joining(", "))
        + " and "
        + counts.get(last);
  }

  private String count(Severity severity) {
    long number = number(severity);
    return number == 0 ? "" : number + " " + word(severity) + (number == 1 ? "" : "s");
  }

  long number(Severity severity) {
    return file.parsed().problems().stream()
        .filter(problem -> problem.severity() == severity)
        .count();
  }
}
