package dev.lockstep.bench.parallelism;

import dev.lockstep.bench.measure.RunOptions;
import dev.lockstep.bench.measure.Runs;
import dev.lockstep.bench.measure.Table;
import dev.lockstep.cli.Benchmark;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockstep bench parallelism}. */
@Command(
    name = "parallelism",
    description =
        "Measures what is kept in order against how much can be done at a time, where each event"
            + " takes its time: one constant key, by entity, unordered. Exit 1 if an output is"
            + " wrong.",
    mixinStandardHelpOptions = true)
public final class ParallelismCommand implements Benchmark {
  @Option(names = "--slots", paramLabel = "P", description = "The parallelism: ${DEFAULT-VALUE}.")
  private int slots = 8;

  @Option(
      names = "--work",
      paramLabel = "DURATION",
      description = "What each event takes, waiting: 10ms.")
  private Duration work = Duration.ofMillis(10);

  @Option(
      names = "--lasts",
      paramLabel = "DURATION",
      description = "What each run takes, about: 3s.")
  private Duration lasts = Duration.ofSeconds(3);

  @Option(
      names = "--entities",
      paramLabel = "N",
      description = "How many entities, a multiple of 50: ${DEFAULT-VALUE}.")
  private int entities = 1_000;

  @Mixin private RunOptions options = new RunOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    List<Work> works = Arrays.stream(Order.values()).map(this::work).toList();
    PrintWriter out = spec.commandLine().getOut();
    Runs<Work, Done> runs = new Runs<>();
    for (int repetition = 1; repetition <= options.repetitions(); repetition++) {
      for (Work each : works) {
        Done done = WorkRun.run(each);
        runs.add(repetition, each, done);
        out.printf(
            Locale.ROOT,
            "%d  %-16s  %,d events: %.0f/s, output %s%n",
            repetition,
            each.order().about(),
            done.events(),
            done.perSecond(),
            done.output());
        out.flush();
      }
    }
    out.printf("%n%d ms of work per event, %d slots%n%n%s", work.toMillis(), slots, table(runs));
    out.flush();
    options.write(runs);
    return runs.allRight() ? 0 : 1;
  }

  private void check() {
    if (entities <= 0 || entities % 50 != 0) {
      throw new ParameterException(
          spec.commandLine(), "--entities " + entities + ": give a multiple of 50");
    }
    if (slots < 1 || work.toMillis() < 1) {
      throw new ParameterException(
          spec.commandLine(), "give at least one slot and one millisecond of work");
    }
  }

  /** As much work for each slot that can be at work, whatever is kept in order. */
  private Work work(Order order) {
    long events = lasts.toMillis() / work.toMillis() * order.atWork(slots);
    int used = (int) Math.min(entities, Math.max(1, events / 50) * 50);
    return new Work(order, slots, used, events, work.toMillis());
  }

  private static Table table(Runs<Work, Done> runs) {
    Work constant = runs.subjects().iterator().next();
    Table table =
        new Table(List.of("in order", "at work", "events/s", "/one constant key", "output"));
    for (Work work : runs.subjects()) {
      table.row(
          List.of(
              work.order().about(),
              Integer.toString(work.order().atWork(work.slots())),
              runs.figure(work, Done::perSecond).text("%.0f", ""),
              runs.ratio(work, constant, Done::perSecond).text("%.2f", ""),
              runs.outputs(work)));
    }
    return table;
  }
}
