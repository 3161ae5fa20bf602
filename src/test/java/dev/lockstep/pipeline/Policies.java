package dev.lockstep.pipeline;

import dev.lockstep.deadletter.Redactor;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Admission;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import dev.lockstep.state.JobIdentity;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An order policy in the making: patience of 100 ms, no limit, ten events held. */
record Policies(
    OrderBy by,
    Start start,
    OnGap onGap,
    long limitMillis,
    boolean skipAtEnd,
    int holdAtMost,
    Set<String> restartOn,
    int quarantineAtMost,
    MemoryPolicy memory) {
  static final long WAIT_MILLIS = 100;

  private static final MemoryPolicy MEMORY = new MemoryPolicy(1_000_000, 1_000);

  static Policies by(OrderBy by) {
    return new Policies(
        by, Start.at(1), OnGap.WAIT, OrderPolicy.UNLIMITED, false, 10, Set.of(), 0, MEMORY);
  }

  static Policies byVersion() {
    return by(OrderBy.VERSION);
  }

  Policies firstSeen() {
    return new Policies(
        by,
        Start.atFirstSeen(),
        onGap,
        limitMillis,
        skipAtEnd,
        holdAtMost,
        restartOn,
        quarantineAtMost,
        memory);
  }

  Policies onGap(OnGap other) {
    return new Policies(
        by, start, other, limitMillis, skipAtEnd, holdAtMost, restartOn, quarantineAtMost, memory);
  }

  Policies limit(long millis) {
    return new Policies(
        by, start, onGap, millis, skipAtEnd, holdAtMost, restartOn, quarantineAtMost, memory);
  }

  Policies skippingAtEnd() {
    return new Policies(
        by, start, onGap, limitMillis, true, holdAtMost, restartOn, quarantineAtMost, memory);
  }

  Policies holding(int atMost) {
    return new Policies(
        by, start, onGap, limitMillis, skipAtEnd, atMost, restartOn, quarantineAtMost, memory);
  }

  Policies restartOn(String type) {
    return new Policies(
        by,
        start,
        onGap,
        limitMillis,
        skipAtEnd,
        holdAtMost,
        Set.of(type),
        quarantineAtMost,
        memory);
  }

  /** Forks and violations quarantine their entity, so many at most; none at first. */
  Policies quarantining(int atMost) {
    return new Policies(
        by, start, onGap, limitMillis, skipAtEnd, holdAtMost, restartOn, atMost, memory);
  }

  /** Entities shrink so much event time after their own. */
  Policies residueAfter(long millis) {
    return new Policies(
        by,
        start,
        onGap,
        limitMillis,
        skipAtEnd,
        holdAtMost,
        restartOn,
        quarantineAtMost,
        new MemoryPolicy(
            memory.rememberMillis(), memory.rememberAtMost(), new Expiry(millis, false)));
  }

  Policies remembering(long millis, int atMost) {
    return new Policies(
        by,
        start,
        onGap,
        limitMillis,
        skipAtEnd,
        holdAtMost,
        restartOn,
        quarantineAtMost,
        new MemoryPolicy(millis, atMost, memory.expiry()));
  }

  OrderPolicy policy() {
    return new OrderPolicy(
        by,
        start,
        new Patience(WAIT_MILLIS, onGap, limitMillis, skipAtEnd),
        holdAtMost,
        1_000_000,
        restartOn,
        new Routes(false, true, quarantineAtMost > 0, quarantineAtMost > 0),
        Ties.CONFLICT,
        memory,
        1_000_000,
        new Quarantines(true, quarantineAtMost > 0 ? quarantineAtMost : 1_000, WhenFull.REJECT),
        Map.of(),
        false);
  }

  Plan plan() {
    return new Plan(
        policy(),
        new Admission(1_000_000),
        classes -> Policies::append,
        Plan.RulesSource.NONE,
        false,
        JobIdentity.UNKNOWN,
        new CacheBudget(CacheBudget.AUTOMATIC, 1_000),
        Redactor.NONE);
  }

  /** The state is what was said, in order; so that another order is another state. */
  static Bytes append(@Nullable Bytes state, Event event) {
    if (event.data().utf8().startsWith("!")) {
      throw new IllegalArgumentException("poison");
    }
    return Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + ";");
  }
}
