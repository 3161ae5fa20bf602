package dev.lockstep.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.state.Tally;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param name the job's name
 * @param tally what was counted
 * @param seconds from the start of the job to its end
 */
record RunSummary(String name, Tally tally, double seconds) {

  String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", name);
    root.put("received", tally.get(Tally.RECEIVED));
    ObjectNode verdicts = root.putObject("verdicts");
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict.name(), tally.get(verdict));
    }
    root.put("held", tally.get(Tally.HELD));
    root.put("parked", tally.get(Tally.PARKED));
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return root.toPrettyString();
  }

  void print(PrintWriter out, Path folder) {
    printCounts(tally, out);
    out.printf(
        Locale.ROOT,
        "%,d events a second, %.1f s; results in %s%n",
        Math.round(tally.get(Tally.RECEIVED) / Math.max(seconds, 0.001)),
        seconds,
        folder);
    out.flush();
  }

  static void printCounts(Tally tally, PrintWriter out) {
    out.printf(Locale.ROOT, "%,d events received%n", tally.get(Tally.RECEIVED));
    for (Verdict verdict : Verdict.values()) {
      printCount(tally.get(verdict), verdict.name(), meaning(verdict), out);
    }
    String held = "waiting for others that did not come yet";
    printCount(tally.get(Tally.HELD), "held", held, out);
    out.flush();
  }

  private static void printCount(long count, String name, String meaning, PrintWriter out) {
    if (count > 0) {
      out.printf(Locale.ROOT, "%,12d  %-10s %s%n", count, name, meaning);
    }
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict) {
      case MALFORMED -> "no events, or not to be believed: dead letters";
      case PASSED -> "analytics, handed on";
      case SHED -> "analytics, dropped by the shedding rule";
      case DUPLICATE -> "the same event again";
      case CONFLICT -> "another event under the same version or id: dead letters, incidents";
      case STALE -> "older than what was settled";
      case LATE -> "came after their place in time had passed";
      case REJECTED -> "could not be applied: dead letters";
      case OVERFLOW -> "did not fit into a full buffer: dead letters";
      case ABANDONED -> "held and given up: dead letters";
      case APPLIED -> "applied in order";
    };
  }
}
