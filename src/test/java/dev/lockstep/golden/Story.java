package dev.lockstep.golden;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job put out, in words that outlive the formats of its outputs: {@code OUTPUT ENTITY: WHAT}
 * . Times of the clock and texts for people are left out.
 */
final class Story {
  private static final int SHOWN_AT_MOST = 100;

  private Story() {}

  static String of(StateChange change) {
    if (change instanceof Cleared cleared) {
      return line("state", cleared.entity(), "cleared " + of(cleared.receipt()));
    }
    Change applied = (Change) change;
    String what = "%s %s deleted=%s %s";
    return line(
        "state",
        applied.event().entity(),
        what.formatted(
            applied.event().version(),
            of(applied.receipt()),
            applied.deleted(),
            shown(applied.state())));
  }

  private static String of(Receipt receipt) {
    return "#%d after %s chain %016x"
        .formatted(receipt.sequence(), receipt.previousVersion(), receipt.chain());
  }

  static String of(AnalyticsEvent event) {
    return line("analytics", event.type(), shown(event.raw().value()));
  }

  static String of(Ruling ruling) {
    return line(
        "verdict",
        ruling.entity(),
        "%s(%s) %s %s read at %s"
            .formatted(
                ruling.verdict(), ruling.reason(), ruling.version(), ruling.id(), ruling.origin()));
  }

  static String of(DeadLetter letter) {
    Raw raw = letter.raw();
    return line(
        "dead-letter",
        letter.entity(),
        "%s(%s) %s by rule '%s' settled %s saw %s; %s %s %s"
            .formatted(
                letter.verdict(),
                letter.reason(),
                letter.version(),
                letter.rule(),
                letter.settled(),
                shown(letter.stateSeen()),
                shown(raw.key()),
                raw.headers().stream()
                    .map(each -> each.name() + "=" + shown(each.value()))
                    .toList(),
                shown(raw.value())));
  }

  static String of(Incident incident) {
    Version from = incident.from();
    return line(
        "incident",
        incident.entity(),
        "%s %s..%s culprit %s rule %s"
            .formatted(
                incident.kind(),
                from,
                incident.to(),
                incident.facts().culprit(),
                incident.facts().rule()));
  }

  static String of(Quarantined notice) {
    Quarantine quarantine = notice.quarantine();
    return line(
        "quarantine",
        notice.entity(),
        quarantine == null
            ? "over"
            : "%s %s settled %s stage %s holds %d %s"
                .formatted(
                    quarantine.cause(),
                    notice.name(),
                    notice.settled(),
                    notice.stage(),
                    notice.held(),
                    shown(notice.state())));
  }

  /** By output and entity, each in the order in which it came: between them there is none. */
  static List<String> sorted(List<String> lines) {
    return lines.stream().sorted(Comparator.comparing(Story::group)).toList();
  }

  /** One part of a story and the next. */
  static List<String> joined(List<String> one, List<String> next) {
    return sorted(Stream.concat(one.stream(), next.stream()).toList());
  }

  /** What came after the beginning of a story. */
  static List<String> rest(List<String> whole, List<String> beginning) {
    Map<String, Integer> told = new HashMap<>();
    beginning.forEach(line -> told.merge(group(line), 1, Integer::sum));
    Map<String, Integer> seen = new HashMap<>();
    List<String> rest =
        whole.stream()
            .filter(
                line ->
                    seen.merge(group(line), 1, Integer::sum) > told.getOrDefault(group(line), 0))
            .toList();
    return rest;
  }

  /** The output and the entity of a line. */
  static String group(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static String line(String output, @Nullable String entity, String what) {
    return output + " " + entity + ": " + what;
  }

  private static String shown(@Nullable Bytes bytes) {
    if (bytes == null) {
      return "nothing";
    }
    String text = bytes.utf8();
    return text.length() <= SHOWN_AT_MOST
        ? text
        : text.substring(0, SHOWN_AT_MOST) + "... " + text.length();
  }
}
