package dev.lockstep.simulate;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Identity;
import dev.lockstep.event.Place;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  @Nullable Version settled;
  @Nullable Version lastApplied;
  @Nullable Bytes state;
  private long chain;

  ModelEntity(String id, ModelJob job) {
    this.id = id;
    this.job = job;
    this.policy = job.policy;
    this.memory = new ModelMemory(policy.memory());
  }

  boolean knows(Predicate<Identity> property) {
    return Stream.concat(memory.remembered().stream(), held.stream().map(Waiting::identity))
        .anyMatch(property);
  }

  /** Folds the event; true when it was applied, false when it was rejected. */
  boolean fold(Event event) {
    memory.take(event.identity());
    Bytes next = null;
    if (!event.delete()) {
      try {
        next = job.fold.apply(state, event);
      } catch (RuntimeException | StackOverflowError failure) {
        decide(event, Verdict.REJECTED, Reason.REDUCER_FAILED);
        return false;
      }
      if (next.length() > policy.stateBytesAtMost()) {
        decide(event, Verdict.REJECTED, Reason.STATE_TOO_LARGE);
        return false;
      }
    }
    state = next;
    long sequence = applied.size() + 1L;
    Identity identity = event.identity();
    chain = StableHash.with(StableHash.with(chain, sequence), identity.idHash());
    chain = StableHash.finish(StableHash.with(chain, identity.contentHash()));
    applied.add(new Applied(event, new Receipt(sequence, lastApplied, chain), next));
    lastApplied = event.version();
    decide(event, Verdict.APPLIED, Reason.IN_ORDER);
    return true;
  }

  void decide(Event event, Verdict verdict, Reason reason) {
    boolean deadLetter =
        switch (verdict) {
          case MALFORMED, CONFLICT, REJECTED, OVERFLOW, ABANDONED -> true;
          case STALE -> reason == Reason.ABANDONED_GAP || policy.routes().staleToDeadLetters();
          case LATE -> policy.routes().lateToDeadLetters();
          case PASSED, SHED, DUPLICATE, APPLIED -> false;
        };
    decisions.add(new Decision(event, verdict, reason, deadLetter));
  }

  void notice(Incident.Kind kind, @Nullable Version from, @Nullable Version to) {
    notices.add(new Notice(kind, id, from, to));
  }

  void hold(Waiting waiting) {
    held.add(waiting);
    held.sort(Comparator.comparing(Waiting::place));
    List<Waiting> events = held.stream().filter(each -> each.event() != null).toList();
    if (events.size() > policy.holdAtMost()) {
      Waiting highest = events.get(events.size() - 1);
      held.remove(highest);
      decide(highest.identity(), highest.event());
    }
  }

  private void decide(Identity identity, @Nullable Event overflowed) {
    if (overflowed != null) {
      decide(overflowed, Verdict.OVERFLOW, Reason.BUFFER_FULL);
      notice(Incident.Kind.OVERFLOW, identity.version(), identity.version());
    }
  }

  boolean holdsBelow(Place place) {
    return held.stream().anyMatch(each -> each.place().compareTo(place) < 0);
  }
}
