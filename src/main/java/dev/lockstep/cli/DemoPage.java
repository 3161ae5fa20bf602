package dev.lockstep.cli;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.demo.Fault.Kind;
import dev.lockstep.demo.Finish;
import dev.lockstep.demo.Story;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.state.Tally;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code lockstep demo} prints: every number on it comes from the run. */
final class DemoPage {
  private final PrintWriter out;
  private final Style style;

  DemoPage(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void story(Demonstration demonstration, long seed) {
    Story story = demonstration.story();
    Finish many = demonstration.many();
    out.println(style.bold("What happens"));
    out.printf("  %s%n", story.about());
    out.printf(
        "  %d events, written to one queue in the order in which they happened (seed %d).%n%n",
        story.messages().size(), seed);
    out.println(style.bold("Without Lockstep"));
    out.printf("  A plain consumer takes an event off the queue and%n  %s.%n", story.consumer());
    out.printf(
        "  %d of them, each a thread of its own, share the queue, and this is an ordinary day:%n",
        Demonstration.CONSUMERS);
    tell(many.suffered(Kind.SLOW), "call", "slow, and others went past");
    tell(many.suffered(Kind.RETRIED), "call", "failed, and tried again later");
    tell(many.suffered(Kind.REDELIVERED), "event", "delivered twice, to two consumers");
    out.printf(
        "  %5d of the %d deliveries took effect after a younger event of the same %s%n%n",
        many.overtaken(), many.deliveries().size(), story.noun());
  }

  private void tell(int count, String noun, String what) {
    out.printf("  %5d %s %s%n", count, count == 1 ? noun : noun + "s", what);
  }

  void comparison(Demonstration demonstration, DemoJob.Result result) {
    Story story = demonstration.story();
    Map<String, String> truth = story.rows().apply(story.truth());
    List<Column> columns =
        List.of(
            new Column("truth", truth),
            new Column("1 consumer", story.rows().apply(demonstration.one().states())),
            new Column(
                Demonstration.CONSUMERS + " consumers",
                story.rows().apply(demonstration.many().states())),
            new Column(
                "Lockstep on " + Demonstration.CONSUMERS, story.rows().apply(result.states())));
    out.println(style.bold("With Lockstep"));
    out.printf(
        "  A Lockstep job, in this process, was given the same %d deliveries in the same order.%n%n",
        demonstration.many().deliveries().size());
    DemoTable table = new DemoTable(story.rowNoun(), truth, columns);
    table.lines(style).forEach(out::println);
    out.println();
    long without = table.wrong(columns.get(2));
    long with = table.wrong(columns.get(3));
    String bad =
        "Without: %d of %d wrong, without an error or an alert.".formatted(without, truth.size());
    String good = "With: %d of %d wrong.".formatted(with, truth.size());
    out.printf("  %s%n", style.red(bad));
    out.printf("  %s%n", story.harm().apply(demonstration.many().states()));
    out.printf("  %s%n%n", with == 0 ? style.green(good) : style.red(good));
  }

  /**
   * One way to come to the states.
   *
   * @param title which
   * @param rows what it came to, by label
   */
  record Column(String title, Map<String, String> rows) {}

  void verdicts(Demonstration demonstration, DemoJob.Result result) {
    Tally tally = result.tally();
    out.println(style.bold("What Lockstep decided"));
    out.printf("  %5d events received%n", tally.get(Tally.RECEIVED));
    List<String> terms = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = tally.get(verdict);
      if (count > 0) {
        out.printf("  %5d %s (%s)%n", count, DemoWords.of(verdict), verdict);
        terms.add(Long.toString(count));
      }
    }
    long held = tally.get(Tally.HELD);
    out.printf("  %5d still waiting for another that did not come (held)%n", held);
    terms.add(Long.toString(held));
    out.printf(
        "  Nothing is lost: %s = %d.%n%n", String.join(" + ", terms), tally.verdicts() + held);
  }

  void spec(SpecHeader spec) {
    out.println(style.bold("The spec it used"));
    spec.body().forEach(line -> out.println("  " + line));
    out.println();
  }

  void next(String name) {
    out.println(style.bold("Next"));
    out.println("  The same job on a file, one JSON object a line:");
    out.printf(
        "    ./lockstep run jobs/%1$s.yaml --input jobs/samples/%1$s.jsonl --output out/%1$s%n",
        name);
    out.println(
        "  For a file of your own, copy the spec, change the pointers under `event`, and check it:");
    out.printf("    ./lockstep validate jobs/%s.yaml%n", name);
    List<String> others =
        Demonstration.names().stream().filter(each -> !each.equals(name)).toList();
    out.printf("  Other demonstrations: %s%n", String.join(", ", others));
  }
}
