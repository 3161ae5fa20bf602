package dev.lockstep.bench.kafka;

import dev.lockstep.bench.measure.Comparison;
import dev.lockstep.bench.measure.Spread;
import dev.lockstep.bench.measure.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What all runs showed, and the table that follows from it. */
final class Standings {
  private static final List<Contender> ANCHORS =
      List.of(Contender.B1, Contender.B2_A4, Contender.B3, Contender.LOCKSTEP);

  private final List<Standing> all = new ArrayList<>();

  /** What one run showed, as it is written to a file. */
  record Standing(int repetition, Contender contender, Timed timed) {}

  void add(int repetition, Contender contender, Timed timed) {
    all.add(new Standing(repetition, contender, timed));
  }

  List<Standing> all() {
    return all;
  }

  boolean allRight() {
    return all.stream().allMatch(standing -> standing.timed().right());
  }

  /** The last run in one line. */
  String lastLine() {
    Standing last = all.get(all.size() - 1);
    Timed timed = last.timed();
    return timed.right()
        ? String.format(
            Locale.ROOT,
            "%d  %-12s  written in %.2f s, %.0f k/s; committed in %.2f s; cpu %.1f s, %d MiB;"
                + " output %s",
            last.repetition(),
            last.contender().label(),
            timed.writtenSeconds(),
            timed.writtenPerSecond() / 1000,
            timed.committedSeconds(),
            timed.cpuSeconds(),
            timed.peakResidentMib(),
            timed.output())
        : String.format(
            Locale.ROOT,
            "%d  %-12s  output %s",
            last.repetition(),
            last.contender().label(),
            timed.output());
  }

  Table table() {
    List<String> columns = new ArrayList<>(List.of("", "job", "written, events/s"));
    ANCHORS.forEach(anchor -> columns.add("/" + anchor.label()));
    columns.addAll(List.of("committed, events/s", "/B1", "cpu s", "peak MiB", "output"));
    Table table = new Table(columns);
    Comparison written = comparison(Timed::writtenPerSecond);
    Comparison committed = comparison(Timed::committedPerSecond);
    Set<Contender> contenders = new LinkedHashSet<>();
    all.forEach(standing -> contenders.add(standing.contender()));
    for (Contender contender : contenders) {
      table.row(row(contender, written, committed));
    }
    return table;
  }

  private List<String> row(Contender contender, Comparison written, Comparison committed) {
    String label = contender.label();
    List<String> row = new ArrayList<>(List.of(label, contender.about()));
    row.add(written.rate(label).map(Spread::thousands).orElse(""));
    for (Contender anchor : ANCHORS) {
      row.add(written.ratio(label, anchor.label()).map(Spread::ratio).orElse(""));
    }
    row.add(committed.rate(label).map(Spread::thousands).orElse(""));
    row.add(committed.ratio(label, Contender.B1.label()).map(Spread::ratio).orElse(""));
    row.add(median(label, Timed::cpuSeconds, "%.1f"));
    row.add(median(label, Timed::peakResidentMib, "%.0f"));
    row.add(outputs(contender));
    return row;
  }

  private String median(String label, ToDoubleFunction<Timed> figure, String format) {
    return comparison(figure)
        .rate(label)
        .map(spread -> String.format(Locale.ROOT, format, spread.median()))
        .orElse("");
  }

  private Comparison comparison(ToDoubleFunction<Timed> figure) {
    Comparison comparison = new Comparison();
    for (Standing standing : all) {
      if (standing.timed().right()) {
        comparison.add(
            standing.contender().label(),
            standing.repetition(),
            figure.applyAsDouble(standing.timed()));
      }
    }
    return comparison;
  }

  private String outputs(Contender contender) {
    Set<String> outputs = new LinkedHashSet<>();
    all.stream()
        .filter(standing -> standing.contender() == contender)
        .forEach(standing -> outputs.add(standing.timed().output()));
    return String.join("; ", outputs);
  }
}
