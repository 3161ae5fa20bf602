package dev.lockstep.cli;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.demo.Fault.Kind;
import dev.lockstep.demo.Finish;
import dev.lockstep.demo.Mishap;
import dev.lockstep.demo.Story;
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

  void story(Story story, String topic, boolean keyed, long seed) {
    out.println(style.bold("What happens"));
    out.printf("  %s%n", story.about());
    out.printf(
        "  %d events (seed %d), on a Kafka in this process:%n", story.messages().size(), seed);
    String key = keyed ? "with the " + story.noun() + " as key" : "without a key";
    out.printf(
        "  %d producers write them to the %d partitions of `%s`, %s.%n",
        Demonstration.PRODUCERS, Demonstration.CONSUMERS, topic, key);
    out.flush();
  }

  void withoutLockstep(Story story, Finish many) {
    tell(many, Kind.LATE, "event", "came late: the producer could not reach the broker");
    tell(many, Kind.TWICE, "event", "came twice: the producer heard no answer, and sent again");
    out.println();
    out.println(style.bold("Without Lockstep"));
    out.printf("  A plain consumer takes an event and%n  %s.%n", story.consumer());
    out.printf(
        "  %d of them, a consumer group, have a partition each, and this is an ordinary day:%n",
        Demonstration.CONSUMERS);
    tell(many, Kind.SLOW, "call", "took long, and others went past");
    tell(many, Kind.RETRIED, "call", "failed, and the event went back to the end of the topic");
    tell(
        many, Kind.REDELIVERED, "consumer", "died before the commit; the next got the event again");
    out.printf(
        "  %5d of the %d deliveries took effect after a younger event of the same %s%n%n",
        many.overtaken(), many.deliveries().size(), story.noun());
    out.flush();
  }

  private void tell(Finish finish, Kind kind, String noun, String what) {
    int count = finish.suffered(kind);
    if (count > 0) {
      out.printf("  %5d %s %s%n", count, count == 1 ? noun : noun + "s", what);
    }
  }

  void withLockstep(Story story, Finish one, Finish many, DemoResult result) {
    Map<String, String> truth = story.rows().apply(story.truth());
    int consumers = Demonstration.CONSUMERS;
    Column without = new Column(consumers + " consumers", story.rows().apply(many.states()));
    Column with = new Column("Lockstep on " + consumers, story.rows().apply(result.states()));
    List<Column> columns =
        List.of(
            new Column("truth", truth),
            new Column("1 consumer", story.rows().apply(one.states())),
            without,
            with);
    out.println(style.bold("With Lockstep"));
    out.println(
        "  A Lockstep job read the same topic at the same time, and this is what it committed.");
    out.println("  The 1 consumer had a topic to itself: one producer, one partition, no faults.");
    out.println();
    DemoTable table = new DemoTable(story.rowNoun(), truth, columns);
    table.lines(style).forEach(out::println);
    out.println();
    String bad =
        "Without: %d of %d wrong, without an error or an alert."
            .formatted(table.wrong(without), truth.size());
    String good = "With: %d of %d wrong.".formatted(table.wrong(with), truth.size());
    out.printf("  %s%n", style.red(bad));
    out.printf("  %s%n", story.harm().apply(many.states()));
    out.printf("  %s%n%n", table.wrong(with) == 0 ? style.green(good) : style.red(good));
  }

  /**
   * One way to come to the states.
   *
   * @param title which
   * @param rows what it came to, by label
   */
  record Column(String title, Map<String, String> rows) {}

  /** One entity is stopped and mended; what an operator saw is printed as it was. */
  void mishap(Mishap mishap, DemoMishap.Seen seen, Story story) {
    String spec = "jobs/" + story.name() + ".yaml";
    Map<String, String> rows = story.rows().apply(mishap.truth());
    out.println(style.bold("When an event goes wrong, only its entity waits"));
    out.printf("  %s%n", mishap.about());
    out.printf("  The event breaks a rule of the spec, and so the order is quarantined:%n%n");
    out.printf("    $ ./lockstep entity list %s%n", spec);
    seen.list().lines().forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
    out.printf(
        "%n  All others go on. %s has come to its end meanwhile: %s.%n",
        mishap.other(), rows.get(mishap.other()));
    out.printf("  A person puts the event right, in its place:%n%n");
    out.printf(
        "    $ ./lockstep entity replace %s %s --culprit %s --event fixed.json --why \"%s\"%n",
        spec, mishap.entity(), mishap.culprit(), mishap.why());
    seen.answer().lines().forEach(line -> out.println("    " + line));
    out.printf(
        "%n  It is released, and goes on in order, versions %s: %s.%n%n",
        String.join(", ", seen.versions()), rows.get(mishap.entity()));
  }

  void verdicts(DemoResult result, boolean replaced) {
    out.println(style.bold("What Lockstep decided"));
    out.printf("  %5d events were in the topic%n", result.records() - (replaced ? 1 : 0));
    if (replaced) {
      out.printf("  %5d came from an operator, for another%n", 1);
    }
    List<String> terms = new ArrayList<>();
    result
        .verdicts()
        .forEach(
            (verdict, count) -> {
              out.printf("  %5d %s (%s)%n", count, DemoWords.of(verdict), verdict);
              terms.add(Long.toString(count));
            });
    out.printf("  %5d still waiting for another that did not come (held)%n", result.held());
    terms.add(Long.toString(result.held()));
    String sum = String.join(" + ", terms) + " = " + result.accounted();
    boolean complete = result.accounted() == result.records();
    out.printf(
        "  %s%n%n",
        complete
            ? "Nothing is lost: " + sum + "."
            : style.red("That is not all: " + sum + ", and not " + result.records() + "."));
  }

  /** The spec, and what was changed in it. */
  void spec(SpecHeader spec, List<String> changes) {
    out.println(style.bold("The spec it used"));
    spec.body().forEach(line -> out.println("  " + line));
    out.println("  # and for this demonstration, on its own Kafka");
    changes.forEach(change -> out.println("  # --set " + change));
    out.println();
  }

  void next(String name) {
    out.println(style.bold("Next"));
    out.println("  The same job on a file, one JSON object a line, and on a Kafka of its own:");
    out.printf(
        "    ./lockstep run jobs/%1$s.yaml --input jobs/samples/%1$s.jsonl --output out/%1$s%n",
        name);
    out.printf("    ./lockstep run jobs/%s.yaml --embedded%n", name);
    out.println(
        "  For events of your own, copy the spec, change the pointers under `event`, and check it:");
    out.printf("    ./lockstep validate jobs/%s.yaml%n", name);
    List<String> others =
        Demonstration.names().stream().filter(each -> !each.equals(name)).toList();
    out.printf("  Other demonstrations: %s%n", String.join(", ", others));
    out.flush();
  }
}
