package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What will become of the letters of one verdict and reason.
 *
 * @param letters how many there are
 * @param notWhole how many of them must be read from their origins
 * @param entities whom they are about, in alphabetical order
 * @param oldestMillis when the first was set aside, epoch milliseconds
 * @param newestMillis when the last was
 * @param outlook what will become of them
 */
public record Forecast(
    Verdict verdict,
    Reason reason,
    long letters,
    long notWhole,
    List<String> entities,
    long oldestMillis,
    long newestMillis,
    Outlook outlook) {
  private record Kind(Verdict verdict, Reason reason) {}

  public Forecast {
    entities = List.copyOf(entities);
  }

  /** The forecast for each verdict and reason, in the order of verdicts. */
  public static List<Forecast> of(Plan plan, OrderBy by) {
    Map<Kind, List<Filed>> kinds = new LinkedHashMap<>();
    for (Filed filed : plan.letters()) {
      DeadLetter letter = filed.letter();
      kinds
          .computeIfAbsent(new Kind(letter.verdict(), letter.reason()), kind -> new ArrayList<>())
          .add(filed);
    }
    return kinds.entrySet().stream()
        .map(each -> of(each.getKey(), each.getValue(), by))
        .sorted(Comparator.comparing(Forecast::verdict).thenComparing(Forecast::reason))
        .toList();
  }

  private static Forecast of(Kind kind, List<Filed> letters, OrderBy by) {
    TreeSet<String> entities = new TreeSet<>();
    letters.stream()
        .map(each -> each.letter().entity())
        .filter(Objects::nonNull)
        .forEach(entities::add);
    var times =
        letters.stream().mapToLong(each -> each.letter().setAsideMillis()).summaryStatistics();
    return new Forecast(
        kind.verdict(),
        kind.reason(),
        letters.size(),
        letters.stream().filter(each -> !each.content().isWhole()).count(),
        List.copyOf(entities),
        times.getMin(),
        times.getMax(),
        Outlook.of(kind.reason(), by));
  }
}
