package dev.lockstep.bench.plot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.bench.measure.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one kind of benchmark writes of a run, told by the fields that only it has. */
enum Figures {
  /** {@code bench kafka}. */
  KAFKA("contender", "Kafka to Kafka, exactly once: events written a second") {
    @Override
    String group(JsonNode run) {
      return "";
    }

    @Override
    String label(JsonNode run) {
      return run.path("contender").asText().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    double rate(JsonNode run) {
      JsonNode timed = run.path("timed");
      return timed.path("arrivals").asDouble() / timed.path("writtenSeconds").asDouble();
    }
  },
  /** {@code bench operator}. */
  OPERATOR("trial", "The keyed operator alone: events a second") {
    @Override
    String group(JsonNode run) {
      JsonNode trial = run.path("trial");
      return String.format(
          Locale.ROOT,
          "%s, %,d entities, %s",
          trial.path("backend").asText().toLowerCase(Locale.ROOT),
          trial.path("entities").asInt(),
          trial.path("distribution").asText().toLowerCase(Locale.ROOT));
    }

    @Override
    String label(JsonNode run) {
      String subject = run.path("trial").path("subject").asText();
      return subject.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    double rate(JsonNode run) {
      return run.path("measured").path("wholePerSecond").asDouble();
    }
  },
  /** {@code bench scale}. */
  SCALE("subject", "The keyed operator on RocksDB with ever more entities: events a second") {
    @Override
    String group(JsonNode run) {
      return "";
    }

    @Override
    String label(JsonNode run) {
      return String.format(
          Locale.ROOT, "%,d entities", run.path("subject").path("entities").asInt());
    }

    @Override
    double rate(JsonNode run) {
      return run.path("measured").path("perSecond").asDouble();
    }
  };

  private final String field;
  private final String title;

  Figures(String field, String title) {
    this.field = field;
    this.title = title;
  }

  abstract String group(JsonNode run);

  abstract String label(JsonNode run);

  abstract double rate(JsonNode run);

  /** What all its plots are called. */
  String title() {
    return title;
  }

  /**
   * Those that wrote a file.
   *
   * @throws IllegalArgumentException if none did
   */
  static Figures of(JsonNode runs) {
    for (Figures figures : values()) {
      if (runs.path(0).has(figures.field) && figures.rate(runs.path(0)) > 0) {
        return figures;
      }
    }
    throw new IllegalArgumentException("of no benchmark that has a plot");
  }

  /** A bar for each thing that was measured, in the order of its first run. */
  List<Bar> bars(Iterable<JsonNode> runs) {
    Comparison rates = new Comparison();
    Map<String, JsonNode> first = new LinkedHashMap<>();
    for (JsonNode run : runs) {
      String name = group(run) + '\n' + label(run);
      first.putIfAbsent(name, run);
      rates.add(name, run.path("repetition").asInt(), rate(run));
    }
    List<Bar> bars = new ArrayList<>();
    first.forEach(
        (name, run) ->
            rates
                .rate(name)
                .ifPresent(spread -> bars.add(new Bar(group(run), label(run), spread))));
    return bars;
  }
}
