package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.savepoint.Census;
import dev.lockstep.savepoint.Kind;
import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.savepoint.Savepoint.OperatorFacts;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code savepoint inspect} tells. */
record SavepointPage(
    String pointer,
    long number,
    Census census,
    Tally tally,
    @Nullable Long watermark,
    Map<String, String> identity,
    List<OperatorFacts> operators,
    Map<String, Integer> formats,
    int flinkFormat) {

  static SavepointPage of(Savepoint savepoint, Census census) throws IOException {
    return new SavepointPage(
        savepoint.pointer(),
        savepoint.number(),
        census,
        savepoint.tally(),
        savepoint.watermark(),
        new TreeMap<>(savepoint.identity().facts()),
        savepoint.operators(),
        savepoint.formats(),
        savepoint.flinkFormat());
  }

  ObjectNode asJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("savepoint", pointer).put("number", number).put("entities", census.entities());
    ObjectNode kinds = json.putObject("kinds");
    for (Kind kind : Kind.values()) {
      kinds.put(SavepointCommand.words(kind), census.of(kind));
    }
    json.put("held", census.held()).put("parked", census.parked());
    ObjectNode counted = json.putObject("tally");
    new TreeMap<>(tally.counts()).forEach(counted::put);
    json.put("conserved", isConserved()).put("watermark", watermark);
    ObjectNode facts = json.putObject("identity");
    identity.forEach(facts::put);
    var list = json.putArray("operators");
    for (OperatorFacts each : operators) {
      list.addObject()
          .put("uid", each.uid())
          .put("parallelism", each.parallelism())
          .put("maxParallelism", each.maxParallelism())
          .put("bytes", each.bytes());
    }
    ObjectNode written = json.putObject("formats");
    written.put("flink", flinkFormat);
    formats.forEach(written::put);
    return json;
  }

  /** Whether every event that was read is accounted for. */
  private boolean isConserved() {
    return tally.get(Tally.RECEIVED) == tally.verdicts() + census.held();
  }

  void print(PrintWriter out) {
    out.println(pointer);
    line(out, "entities", number(census.entities()));
    for (Kind kind : Kind.values()) {
      line(out, "  " + SavepointCommand.words(kind), number(census.of(kind)));
    }
    line(out, "events held", number(census.held()) + ", " + number(census.parked()) + " parked");
    line(
        out,
        "received",
        number(tally.get(Tally.RECEIVED))
            + (isConserved() ? " = " : " IS NOT ")
            + number(tally.verdicts())
            + " verdicts + "
            + number(census.held())
            + " held");
    line(
        out,
        "watermark",
        watermark == null ? "none yet" : Instant.ofEpochMilli(watermark).toString());
    out.println("made with");
    identity.forEach((name, fact) -> line(out, "  " + name, fact.isEmpty() ? "none" : fact));
    out.println("operators");
    for (OperatorFacts each : operators) {
      line(
          out,
          "  " + each.uid(),
          each.parallelism() + " of " + each.maxParallelism() + ", " + number(each.bytes()) + " B");
    }
    line(out, "formats", "Flink metadata " + flinkFormat + ", " + formats);
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-26s %s%n", name, value);
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
