package dev.lockstep.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What all runs showed; only those with the right output count for the figures.
 *
 * @param <K> what was measured
 * @param <M> what a run of it showed
 */
public final class Runs<K extends Record, M extends Checked> {
  private final List<Run<K, M>> all = new ArrayList<>();

  /** What one run showed, as it is written to a file. */
  public record Run<K, M>(int repetition, K subject, M measured) {}

  /** Takes in one run. */
  public void add(int repetition, K subject, M measured) {
    all.add(new Run<>(repetition, subject, measured));
  }

  /** All runs in their order. */
  public List<Run<K, M>> all() {
    return List.copyOf(all);
  }

  /** Whether no output was wrong. */
  public boolean allRight() {
    return all.stream().allMatch(run -> run.measured().right());
  }

  /** All that was measured, in the order of its first run. */
  public Set<K> subjects() {
    return all.stream().map(Run::subject).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A figure of one subject; empty if no run of it was right. */
  public Cell figure(K subject, ToDoubleFunction<M> figure) {
    return new Cell(comparison(figure).rate(subject.toString()));
  }

  /** The ratio of a figure of one subject to that of another, within one repetition. */
  public Cell ratio(K subject, K anchor, ToDoubleFunction<M> figure) {
    return new Cell(comparison(figure).ratio(subject.toString(), anchor.toString()));
  }

  /** What the oracle said of one subject. */
  public String outputs(K subject) {
    return all.stream()
        .filter(run -> run.subject().equals(subject))
        .map(run -> run.measured().output())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private Comparison comparison(ToDoubleFunction<M> figure) {
    Comparison comparison = new Comparison();
    for (Run<K, M> run : all) {
      if (run.measured().right()) {
        comparison.add(
            run.subject().toString(), run.repetition(), figure.applyAsDouble(run.measured()));
      }
    }
    return comparison;
  }

  /** A figure in a table, perhaps none. */
  public record Cell(Optional<Spread> spread) {
    /**
     * The median with the lowest and the highest.
     *
     * @param format of one figure, such as {@code %.1f}
     * @param unit behind the median, with its space
     */
    public String text(String format, String unit) {
      return spread.map(there -> there.text(format, unit)).orElse("");
    }
  }
}
