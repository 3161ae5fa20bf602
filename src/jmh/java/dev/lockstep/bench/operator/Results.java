package dev.lockstep.bench.operator;

import dev.lockstep.bench.measure.Comparison;
import dev.lockstep.bench.measure.Spread;
import dev.lockstep.bench.measure.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What all runs showed, and the tables that follow from it. */
final class Results {
  private static final List<Subject> ANCHORS = List.of(Subject.A2, Subject.A3, Subject.LOCKSTEP);

  private final List<Result> all = new ArrayList<>();

  /** What one run showed, as it is written to a file. */
  record Result(int repetition, Trial trial, Measured measured) {}

  /** What one table is about. */
  private record Setting(Backend backend, String distribution, int entities, long events) {
    static Setting of(Trial trial) {
      String distribution = trial.distribution().name().toLowerCase(Locale.ROOT);
      return new Setting(trial.backend(), distribution, trial.entities(), trial.events());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s, %,d entities, %s, %,d events",
          backend.name().toLowerCase(Locale.ROOT),
          entities,
          distribution,
          events);
    }
  }

  void add(int repetition, Trial trial, Measured measured) {
    all.add(new Result(repetition, trial, measured));
  }

  List<Result> all() {
    return all;
  }

  boolean allRight() {
    return all.stream().allMatch(result -> result.measured().right());
  }

  /** The last run in one line. */
  String lastLine() {
    Result last = all.get(all.size() - 1);
    Measured measured = last.measured();
    return String.format(
        Locale.ROOT,
        "%d  %-12s  %s: %.0f k/s, steady %.0f k/s, cpu %.1f s, output %s",
        last.repetition(),
        last.trial().subject().label(),
        Setting.of(last.trial()),
        measured.wholePerSecond() / 1000,
        measured.steadyPerSecond() / 1000,
        measured.cpuSeconds(),
        measured.output());
  }

  /** A table for each backend, number of entities and distribution. */
  String tables() {
    Set<Setting> settings = new LinkedHashSet<>();
    all.forEach(result -> settings.add(Setting.of(result.trial())));
    StringBuilder text = new StringBuilder();
    for (Setting setting : settings) {
      text.append(setting).append(System.lineSeparator()).append(System.lineSeparator());
      text.append(table(setting)).append(System.lineSeparator());
    }
    return text.toString();
  }

  private Table table(Setting setting) {
    Comparison whole = new Comparison();
    Comparison steady = new Comparison();
    Set<Subject> subjects = new LinkedHashSet<>();
    for (Result result : of(setting)) {
      Subject subject = result.trial().subject();
      subjects.add(subject);
      if (result.measured().right()) {
        Measured measured = result.measured();
        whole.add(subject.label(), result.repetition(), measured.wholePerSecond());
        steady.add(subject.label(), result.repetition(), measured.steadyPerSecond());
      }
    }
    Table table =
        new Table(
            List.of("", "operator", "events/s", "/A2", "/A3", "/lockstep", "steady", "output"));
    for (Subject subject : subjects) {
      table.row(row(subject, whole, steady, outputs(setting, subject)));
    }
    return table;
  }

  private static List<String> row(
      Subject subject, Comparison whole, Comparison steady, String outputs) {
    List<String> row = new ArrayList<>(List.of(subject.label(), subject.about()));
    row.add(whole.rate(subject.label()).map(Spread::thousands).orElse(""));
    for (Subject anchor : ANCHORS) {
      row.add(whole.ratio(subject.label(), anchor.label()).map(Spread::ratio).orElse(""));
    }
    row.add(steady.rate(subject.label()).map(Spread::thousands).orElse(""));
    row.add(outputs);
    return row;
  }

  private String outputs(Setting setting, Subject subject) {
    Set<String> outputs = new LinkedHashSet<>();
    of(setting).stream()
        .filter(result -> result.trial().subject() == subject)
        .forEach(result -> outputs.add(result.measured().output()));
    return String.join("; ", outputs);
  }

  private List<Result> of(Setting setting) {
    return all.stream().filter(result -> Setting.of(result.trial()).equals(setting)).toList();
  }
}
