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
    root.put("parked", 0);
    root.put("seconds", Math.round(seconds * 1000) / 1000.0);
    return root.toPrettyString();
  }

  void print(PrintWriter out, Path folder) {
    long received = tally.get(Tally.RECEIVED);
    out.printf(Locale.ROOT, "%,d events received%n", received);
    for (Verdict verdict : Verdict.values()) {
      long count = tally.get(verdict);
      if (count > 0) {
        out.printf(Locale.ROOT, "%,12d  %-10s %s%n", count, verdict, meaning(verdict));
      }
    }
    long held = tally.get(Tally.HELD);
    if (held > 0) {
      out.printf(
          Locale.ROOT, "%,12d  %-10s %s%n", held, "held", "waiting for versions that did not come");
    }
    out.printf(
        Locale.ROOT,
        "%,d events a second, %.1f s; results in %s%n",
        Math.round(received / Math.max(seconds, 0.001)),
        seconds,
        folder);
    out.flush();
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict) {
      case MALFORMED -> "no events, or not to be believed: see dead-letters.jsonl";
      case PASSED -> "analytics, handed on: see analytics.jsonl";
      case SHED -> "analytics, dropped by the shedding rule";
      case DUPLICATE -> "the same event again";
      case CONFLICT -> "another event under the same version or id: see incidents.jsonl";
      case STALE -> "older than what was settled: see verdicts.jsonl";
      case LATE -> "came after their place in time had passed: see dead-letters.jsonl";
      case REJECTED -> "could not be applied: see dead-letters.jsonl";
      case OVERFLOW -> "did not fit into a full buffer: see dead-letters.jsonl";
      case ABANDONED -> "held and given up: see dead-letters.jsonl";
      case APPLIED -> "applied in order: see state.jsonl";
    };
  }
}
