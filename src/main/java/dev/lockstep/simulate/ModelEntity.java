package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One entity of the model: what is kept of it, and what was said about its events. */
final class ModelEntity {
  final String id;
  final ModelJob job;
  final OrderPolicy policy;
  final ModelMemory memory;
  final List<Waiting> held = new ArrayList<>();
  final List<Decision> decisions = new ArrayList<>();
  final List<Applied> applied = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  final List<String> cleared = new ArrayList<>();
  @Nullable Version settled;
  @Nullable Bytes state;
  @Nullable String stage;
  boolean deleted;
  @Nullable ModelQuarantine quarantine;
  long restartMillis = Long.MIN_VALUE;
  private @Nullable Version lastApplied;
  private long chain;
  private long sequence;

  ModelEntity(String id, ModelJob job) {
    this.id = id;
    this.job = job;
    this.policy = job.policy;
    this.memory = new ModelMemory(policy.memory());
  }

  /** The culprit, and the buffer by place. */
  List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>(held);
    if (quarantine != null && quarantine.culprit() != null) {
      all.add(0, quarantine.culprit());
    }
    return all;
  }

  boolean knows(Predicate<Identity> property) {
    Stream<Identity> remembered = memory.remembered().stream().map(each -> each.identity());
    return Stream.concat(remembered, waiting().stream().map(Waiting::identity)).anyMatch(property);
  }

  /**
   * The same for an event that may be replayed: a twin of it that was not applied is not counted.
   */
  boolean knows(Event event, Predicate<Identity> property) {
    Stream<Identity> remembered =
        memory.remembered().stream()
            .filter(each -> each.applied() || !isTwin(event, each.identity()))
            .map(each -> each.identity());
    return event.laps() == 0
        ? knows(property)
        : Stream.concat(remembered, waiting().stream().map(Waiting::identity)).anyMatch(property);
  }

  /** Whether it is remembered that the event was not applied, and it comes again on purpose. */
  boolean isReplayed(Event event) {
    return event.laps() > 0
        && memory.remembered().stream()
            .anyMatch(each -> !each.applied() && isTwin(event, each.identity()));
  }

  /** Whether the event's version is the settled one, and nothing was applied at it. */
  boolean mayComeAgain(Event event) {
    return quarantine == null
        && Objects.equals(event.version(), settled)
        && !Objects.equals(event.version(), lastApplied);
  }

  private boolean isTwin(Event event, Identity other) {
    boolean versions = policy.by() == OrderBy.VERSION || policy.by() == OrderBy.LATEST;
    boolean same =
        versions
            ? Objects.equals(event.version(), other.version())
            : event.identity().sameId(other);
    return same && event.identity().sameContent(other);
  }

  /** Remembers nothing, and expects nothing of what was before. */
  void beginsAnew() {
    memory.clear();
    lastApplied = null;
    state = null;
    stage = null;
    deleted = false;
  }

  boolean isFromBeforeARestart(Event event) {
    return event.timeMillis() < restartMillis;
  }

  /** Remembers nothing but how far it had come, and how far what is gone with it. */
  void forgets(List<Waiting> gone) {
    memory.reach(gone);
    switch (policy.by()) {
      case VERSION, LATEST -> memory.clear();
      case TIME, ARRIVAL -> memory.crowdOut();
    }
    state = null;
    stage = null;
  }

  /** Keeps what came of the event, which has its verdict with that. */
  void conclude(Event event, ModelFold fold) {
    memory.take(event.identity(), fold.flaw() == null);
    if (fold.flaw() != null) {
      decide(event, Verdict.REJECTED, fold.flaw());
      return;
    }
    state = fold.state();
    stage = fold.stage();
    deleted = event.delete();
    Identity identity = event.identity();
    takesTheNextSequence(identity.idHash(), identity.contentHash());
    applied.add(new Applied(event, new Receipt(sequence, lastApplied, chain), state));
    lastApplied = event.version();
    decide(event, Verdict.APPLIED, Reason.IN_ORDER);
  }

  private void takesTheNextSequence(long idHash, long contentHash) {
    sequence++;
    chain = StableHash.with(StableHash.with(chain, sequence), idHash);
    chain = StableHash.finish(StableHash.with(chain, contentHash));
  }

  /** Empties the state for all to see. */
  void clears(ControlEvent control) {
    takesTheNextSequence(StableHash.of(control.id()), 0);
    cleared.add(id);
  }

  void decide(Event event, Verdict verdict, Reason reason) {
    decide(event, verdict, reason, false);
  }

  /** Decides; the event may have to be kept for what is not decided yet. */
  void decide(Event event, Verdict verdict, Reason reason, boolean kept) {
    OrderPolicy.Routes routes = policy.handling(event.type()).routes();
    boolean deadLetter =
        switch (verdict) {
          case MALFORMED, CONFLICT, REJECTED, OVERFLOW, ABANDONED -> true;
          case STALE ->
              reason == Reason.ABANDONED_GAP
                  || reason == Reason.OVERTAKEN
                  || routes.staleToDeadLetters();
          case LATE -> routes.lateToDeadLetters();
          case PASSED, SHED, DUPLICATE, APPLIED -> false;
        };
    decisions.add(new Decision(event, verdict, reason, kept || deadLetter));
  }

  void notice(Incident.Kind kind, @Nullable Version from, @Nullable Version to) {
    notices.add(new Notice(kind, id, from, to));
  }

  /** Says that the event is a fork; true when it is the culprit of a quarantine now. */
  boolean conflicts(Waiting waiting, Reason reason) {
    Event event = Objects.requireNonNull(waiting.event());
    notice(Incident.Kind.CONFLICT, event.version(), event.version());
    boolean stops = policy.handling(event.type()).routes().conflictQuarantines();
    if (quarantine == null && stops && hasRoom()) {
      isQuarantined(ModelQuarantine.conflict(waiting, reason));
      return true;
    }
    decide(event, Verdict.CONFLICT, reason);
    return false;
  }

  /** Whether what came of an event makes it the culprit of a quarantine. */
  boolean isStoppedBy(Waiting waiting, ModelFold fold) {
    Event event = Objects.requireNonNull(waiting.event());
    boolean stops = policy.handling(event.type()).routes().violationQuarantines();
    if (fold.flaw() == null || !stops || !hasRoom()) {
      return false;
    }
    isQuarantined(ModelQuarantine.violation(waiting, fold.flaw()));
    return true;
  }

  boolean hasRoom() {
    boolean room = job.quarantined < policy.quarantines().atMost();
    if (!room && policy.quarantines().whenFull() == WhenFull.FAIL) {
      throw new IllegalStateException(job.quarantined + " entities are quarantined, and now " + id);
    }
    return room;
  }

  void isQuarantined(ModelQuarantine now) {
    quarantine = now;
    job.quarantined++;
    notice(Incident.Kind.QUARANTINED, now.from(), now.to());
    overflow();
  }

  /** Ends the quarantine, before anything comes of that. */
  ModelQuarantine isReleased() {
    ModelQuarantine over = Objects.requireNonNull(quarantine);
    quarantine = null;
    job.quarantined--;
    notice(Incident.Kind.RELEASED, over.from(), over.to());
    return over;
  }

  /** Ends all that waits, and the quarantine. */
  void abandonAll(Reason reason) {
    for (Waiting each : waiting()) {
      if (each.event() != null) {
        decide(each.event(), Verdict.ABANDONED, reason);
      }
    }
    held.clear();
    if (quarantine != null) {
      isReleased();
    }
  }

  void hold(Waiting waiting) {
    keep(waiting);
    overflow();
  }

  /** Holds it whether there is room or not: it may let go of more than it is. */
  void keep(Waiting waiting) {
    held.add(waiting);
    held.sort(Comparator.comparing(Waiting::place));
  }

  /** Puts the culprit back where it belongs; of one place it is the first that came. */
  void park(Waiting culprit) {
    held.add(0, culprit);
    held.sort(Comparator.comparing(Waiting::place));
  }

  void overflow() {
    List<Waiting> buffer = held.stream().filter(each -> each.event() != null).toList();
    long events = waiting().stream().filter(each -> each.event() != null).count();
    if (events > policy.holdAtMost() && !buffer.isEmpty()) {
      Waiting highest = buffer.get(buffer.size() - 1);
      Event event = Objects.requireNonNull(highest.event());
      held.remove(highest);
      decide(event, Verdict.OVERFLOW, Reason.BUFFER_FULL);
      notice(Incident.Kind.OVERFLOW, event.version(), event.version());
    }
  }

  boolean holdsBelow(Place place) {
    return held.stream().anyMatch(each -> each.place().compareTo(place) < 0);
  }
}
