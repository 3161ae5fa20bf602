package dev.lockstep.bench.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rates of what was measured in turn, repetition by repetition. */
public final class Comparison {
  private final Map<String, Map<Integer, Double>> rates = new HashMap<>();

  /** Takes in one measurement. */
  public void add(String name, int repetition, double rate) {
    rates.computeIfAbsent(name, any -> new HashMap<>()).put(repetition, rate);
  }

  /** The rates of one; none if it was not measured. */
  public Optional<Spread> rate(String name) {
    return spread(new ArrayList<>(rates.getOrDefault(name, Map.of()).values()));
  }

  /**
   * The ratios of one to another, each within one repetition: the machine may be slower in the
   * next.
   */
  public Optional<Spread> ratio(String name, String anchor) {
    Map<Integer, Double> anchors = rates.getOrDefault(anchor, Map.of());
    List<Double> ratios = new ArrayList<>();
    rates
        .getOrDefault(name, Map.of())
        .forEach(
            (repetition, rate) -> {
              Double base = anchors.get(repetition);
              if (base != null) {
                ratios.add(rate / base);
              }
            });
    return spread(ratios);
  }

  private static Optional<Spread> spread(List<Double> figures) {
    return figures.isEmpty() ? Optional.empty() : Optional.of(Spread.of(figures));
  }
}
