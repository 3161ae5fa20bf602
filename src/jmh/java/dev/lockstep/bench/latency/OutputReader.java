package dev.lockstep.bench.latency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockstep.bench.latency.Delays.Percentiles;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** Takes in the output as it is read: how late each event is, and whether all is right. */
final class OutputReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int DIGITS = 3;
  private static final long NANOS_PER_MICRO = 1000;

  /** What is read in one go seems to have taken no time. */
  private static final long SHORTEST_NANOS = 10_000_000;

  private final Workload workload;
  private final Load load;
  private final Clock clock;
  private final DueTimes dueTimes;
  private final Oracle oracle;
  private final Histogram inOrder = new Histogram(DIGITS);
  private final Histogram held = new Histogram(DIGITS);
  private long fromNanos;
  private long toNanos;

  OutputReader(Workload workload, Load load, Clock clock, DueTimes dueTimes) {
    this.workload = workload;
    this.load = load;
    this.clock = clock;
    this.dueTimes = dueTimes;
    this.oracle = new Oracle(workload);
  }

  /** How many have come out. */
  long count() {
    return oracle.count();
  }

  /** Takes in a line that was read at this moment. */
  void accept(byte[] line, long nanos) {
    String entity = "";
    String id = "";
    long version = 0;
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (version == 0 && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "entity" -> entity = parser.getText();
          case "id" -> id = parser.getText();
          case "version" -> version = parser.getLongValue();
          default -> parser.skipChildren();
        }
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException("no line of Lockstep", unreadable);
    }
    oracle.accept(entity, version, id);
    clock.begin();
    time(Workload.entityOf(entity), version, nanos);
  }

  private void time(int entity, long version, long nanos) {
    if (oracle.count() == workload.unique() * 3 / 10) {
      fromNanos = nanos;
    } else if (oracle.count() == workload.unique() * 9 / 10) {
      toNanos = nanos;
    }
    if (dueTimes.knows(entity, version)) {
      int due = dueTimes.due(entity, version);
      if (due >= Math.max(Clock.AHEAD, load.warmUpArrivals())) {
        long late = Math.max(0, nanos - clock.nanosOf(due)) / NANOS_PER_MICRO;
        (dueTimes.held(entity, version) ? held : inOrder).recordValue(late);
      }
    }
  }

  Delays delays() {
    long between = workload.unique() * 9 / 10 - workload.unique() * 3 / 10;
    return new Delays(
        workload.total(),
        between * 1e9 / Math.max(SHORTEST_NANOS, toNanos - fromNanos),
        Percentiles.of(inOrder),
        Percentiles.of(held),
        oracle.verdict());
  }
}
