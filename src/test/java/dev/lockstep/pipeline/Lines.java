package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantine;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Notice;
import org.jspecify.annotations.Nullable;

/** Outputs as lines that people can read and tests can compare. */
final class Lines {
  private Lines() {}

  static String of(StateChange change) {
    if (change instanceof Cleared cleared) {
      return "cleared %s #%d".formatted(cleared.entity(), cleared.receipt().sequence());
    }
    return of((Change) change);
  }

  static String of(Quarantined notice) {
    Quarantine quarantine = notice.quarantine();
    return quarantine == null
        ? "quarantine %s over".formatted(notice.entity())
        : "quarantine %s %s %s holds %d"
            .formatted(notice.entity(), quarantine.cause(), notice.name(), notice.held());
  }

  private static String of(Change change) {
    String state = change.state() == null ? "deleted" : change.state().utf8();
    return "applied %s #%d %s"
        .formatted(
            name(change.event().entity(), change.event().version(), change.event().id()),
            change.receipt().sequence(),
            state);
  }

  static String of(Ruling ruling) {
    return verdict(
        ruling.verdict(), ruling.reason(), name(ruling.entity(), ruling.version(), ruling.id()));
  }

  static String of(Decision decision) {
    Event event = decision.event();
    String name = name(event.entity(), event.version(), event.id());
    return verdict(decision.verdict(), decision.reason(), name);
  }

  private static String verdict(Verdict verdict, Reason reason, String name) {
    return "%s(%s) %s".formatted(verdict, reason, name);
  }

  static String of(DeadLetter letter) {
    String seen = letter.stateSeen() == null ? "nothing" : letter.stateSeen().utf8();
    return "dead letter %s %s"
        .formatted(name(letter.entity(), letter.version(), letter.id()), seen);
  }

  static String of(Incident incident) {
    return of(new Notice(incident.kind(), incident.entity(), incident.from(), incident.to()));
  }

  static String of(Notice notice) {
    String range = notice.from() == null ? "" : " " + notice.from() + ".." + notice.to();
    return "incident %s %s%s".formatted(notice.kind(), notice.entity(), range);
  }

  /** The output that a line came from. */
  static String output(String line) {
    String word = line.substring(0, line.indexOf(' '));
    return Character.isUpperCase(word.charAt(0)) ? "verdict" : word;
  }

  /** The entity that a line is about. */
  static String entity(String line) {
    String[] words = line.split(" ");
    boolean second = words[0].equals("incident") || words[0].equals("dead");
    String name = words[second || words[0].equals("emitted") ? 2 : 1];
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  private static String name(
      @Nullable String entity, @Nullable Version version, @Nullable String id) {
    return entity + "/" + (version == null ? id : version.toString());
  }
}
