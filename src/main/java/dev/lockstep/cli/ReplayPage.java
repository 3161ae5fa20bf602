package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.Finding;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.replay.Forecast;
import dev.lockstep.replay.LeftOut;
import dev.lockstep.replay.Letters;
import dev.lockstep.replay.Letters.Stranger;
import dev.lockstep.replay.Outlook;
import dev.lockstep.replay.Plan;
import dev.lockstep.replay.Replay.Sent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a user reads of a replay. */
final class ReplayPage {
  private static final int NAMED_AT_MOST = 3;
  private static final String ROW = "%-10s %-28s %8s  %-28s %-20s %s%n";

  private final OrderBy by;
  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;
  private final ReplayBar bar;
  private Plan plan = new Plan(List.of(), Map.of(), 0);
  private List<Stranger> strangers = List.of();
  private Sent last = new Sent(0, 0, Map.of());

  ReplayPage(OrderBy by, boolean json, PrintWriter out, PrintWriter err) {
    this.by = by;
    this.json = json;
    this.out = out;
    this.err = err;
    this.bar = new ReplayBar(err, Boolean.getBoolean("lockstep.terminal"));
  }

  void found(Finding finding) {
    String severity = finding.severity().name().toLowerCase(Locale.ROOT);
    err.printf("%s: %s%n  -> %s%n", severity, finding.message(), finding.remedy());
  }

  /** The progress of earlier replays is of another topic of this name. */
  void anew(String topic) {
    err.println(
        topic
            + " is not the topic of the last replay, or was made anew: it is read from its beginning");
  }

  void found(String where, Letters letters, Plan made) {
    plan = made;
    strangers = letters.strangers();
    if (!json) {
      out.printf(
          Locale.ROOT,
          "%,d of the %,d dead letters in %s are selected%n",
          made.selected(),
          letters.found().size(),
          where);
      if (made.sentBefore() > 0) {
        out.printf(
            Locale.ROOT,
            "an interrupted replay has handled %,d of them, and goes on%n",
            made.sentBefore());
      }
      out.flush();
    }
    bar.begin(made.letters().size());
  }

  void progress(Sent sent) {
    last = sent;
    bar.show(sent.records());
  }

  int interrupted() {
    bar.end();
    out.printf(
        Locale.ROOT,
        "interrupted after %,d records; the same command goes on where it was%n",
        last.records());
    return 1;
  }

  /** Shows what will become of the letters; the exit code. */
  int forecast() {
    List<Forecast> rows = Forecast.of(plan, by);
    if (json) {
      Map<String, Object> page = counts(plan.leftOut());
      page.put("forecast", rows.stream().map(ReplayPage::row).toList());
      return printed(page, plan.leftOut());
    }
    if (!rows.isEmpty()) {
      out.println();
      out.printf(ROW, "VERDICT", "REASON", "LETTERS", "ENTITIES", "OLDEST", "NEWEST");
    }
    rows.forEach(this::print);
    leftOut(plan.leftOut());
    out.println();
    out.println("Nothing was sent. The same command without --dry-run sends them.");
    return code(plan.leftOut());
  }

  private void print(Forecast row) {
    out.printf(
        ROW,
        row.verdict(),
        row.reason(),
        row.letters(),
        named(row.entities()),
        second(row.oldestMillis()),
        second(row.newestMillis()));
    Outlook outlook = row.outlook();
    out.println("    " + outlook.words());
    out.println("    -> " + outlook.wayOut());
    if (row.notWhole() > 0) {
      out.printf("    %d of them redacted or cut: read from their origins%n", row.notWhole());
    }
  }

  private static String named(List<String> entities) {
    List<String> first = entities.subList(0, Math.min(NAMED_AT_MOST, entities.size()));
    int more = entities.size() - first.size();
    return Shown.of(String.join(", ", first)) + (more == 0 ? "" : " and " + more + " more");
  }

  private static String second(long millis) {
    return Instant.ofEpochSecond(millis / 1_000).toString();
  }

  private static Map<String, Object> row(Forecast forecast) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("verdict", forecast.verdict());
    row.put("reason", forecast.reason());
    row.put("letters", forecast.letters());
    row.put("notWhole", forecast.notWhole());
    row.put("entities", forecast.entities());
    row.put("oldest", forecast.oldestMillis());
    row.put("newest", forecast.newestMillis());
    row.put("outlook", forecast.outlook());
    row.put("refused", forecast.outlook().isRefused());
    return row;
  }

  /** Shows what was done; the exit code. */
  int summary(Sent sent) {
    bar.end();
    Map<LeftOut, Long> all = new EnumMap<>(LeftOut.class);
    all.putAll(plan.leftOut());
    sent.leftOut().forEach((why, count) -> all.merge(why, count, Long::sum));
    if (json) {
      Map<String, Object> page = counts(all);
      page.put("sent", sent.records());
      page.put("fetched", sent.fetched());
      return printed(page, all);
    }
    out.printf(Locale.ROOT, "%,d sent", sent.records());
    if (sent.fetched() > 0) {
      out.printf(Locale.ROOT, ", %,d of them read from their origins", sent.fetched());
    }
    out.println();
    leftOut(all);
    return code(all);
  }

  private Map<String, Object> counts(Map<LeftOut, Long> leftOut) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("selected", plan.selected());
    page.put("sentBefore", plan.sentBefore());
    page.put("leftOut", leftOut);
    page.put(
        "foreign",
        strangers.stream()
            .map(each -> Map.of("at", each.at().toString(), "why", each.why()))
            .toList());
    return page;
  }

  private int printed(Map<String, Object> page, Map<LeftOut, Long> leftOut) {
    try {
      out.println(new ObjectMapper().writeValueAsString(page));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return code(leftOut);
  }

  private void leftOut(Map<LeftOut, Long> leftOut) {
    leftOut.forEach(
        (why, count) ->
            out.printf(
                Locale.ROOT, "%,d left out, %s%n    -> %s%n", count, why.words(), why.remedy()));
    if (!strangers.isEmpty()) {
      out.printf(Locale.ROOT, "%,d records are no dead letters of Lockstep%n", strangers.size());
      strangers.stream()
          .limit(NAMED_AT_MOST)
          .forEach(each -> out.println("    " + each.at() + ": " + each.why()));
      out.println("    -> find out who else writes there; they are passed over");
    }
  }

  private int code(Map<LeftOut, Long> leftOut) {
    boolean finding = leftOut.keySet().stream().anyMatch(LeftOut::isFinding);
    return finding || !strangers.isEmpty() ? 1 : 0;
  }
}
