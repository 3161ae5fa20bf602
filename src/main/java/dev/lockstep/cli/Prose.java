package dev.lockstep.cli;

import dev.lockstep.cli.explain.Chapter;
import dev.lockstep.cli.explain.Chapter.Line;
import dev.lockstep.cli.explain.Explanation;
import java.io.PrintWriter;
import java.util.regex.Pattern;

/** Prints an explanation for people: labels in a column, lines broken between words. */
final class Prose {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  /** A space outside of backticks: what is quoted stays in one line. */
  private static final Pattern BREAK = Pattern.compile(" (?=(?:[^`]*`[^`]*`)*[^`]*$)");

  private final PrintWriter out;

  Prose(PrintWriter out) {
    this.out = out;
  }

  void print(Explanation explanation) {
    out.println("Job " + explanation.job());
    explanation.chapters().forEach(this::print);
  }

  private void print(Chapter chapter) {
    out.println();
    out.println(chapter.title());
    int column = chapter.lines().stream().mapToInt(line -> line.label().length()).max().orElse(0);
    for (Line line : chapter.lines()) {
      print(line, column);
    }
  }

  private void print(Line line, int column) {
    boolean labelled = !line.label().isEmpty();
    int hanging = labelled ? column + 2 : 0;
    StringBuilder text = new StringBuilder(INDENT);
    text.append(line.label()).append(" ".repeat(hanging - line.label().length()));
    int begin = text.length();
    for (String word : BREAK.split(line.text(), -1)) {
      if (text.length() > begin && text.length() + word.length() > WIDTH) {
        out.println(text.toString().stripTrailing());
        text = new StringBuilder(INDENT).append(" ".repeat(hanging));
      }
      text.append(word).append(' ');
    }
    out.println(text.toString().stripTrailing());
  }
}
