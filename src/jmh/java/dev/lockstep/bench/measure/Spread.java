package dev.lockstep.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The median of some figures, with the lowest and the highest. */
public record Spread(double median, double lowest, double highest) {

  /** The spread of at least one figure. */
  public static Spread of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(size - 1));
  }

  /** As rates in thousands: {@code 298 k (252..335)}. */
  public String thousands() {
    return text(" k", figure -> String.format(Locale.ROOT, "%.0f", figure / 1000));
  }

  /** As ratios: {@code 0.93 (0.90..1.02)}. */
  public String ratio() {
    return text("", figure -> String.format(Locale.ROOT, "%.2f", figure));
  }

  /**
   * As it is asked for.
   *
   * @param format of one figure, such as {@code %.1f}
   * @param unit behind the median, with its space
   */
  public String text(String format, String unit) {
    return text(unit, figure -> String.format(Locale.ROOT, format, figure));
  }

  private String text(String unit, DoubleFunction<String> format) {
    String middle = format.apply(median) + unit;
    return lowest == highest
        ? middle
        : middle + " (" + format.apply(lowest) + ".." + format.apply(highest) + ")";
  }
}
