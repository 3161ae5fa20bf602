package dev.lockstep.reconcile;

import dev.lockstep.reconcile.OrderPolicy.Expiry;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import java.util.Map;
import java.util.Set;

/** Policies for tests, said by what differs from the plainest one of a mode. */
record Policies(OrderPolicy policy) {
  static Policies by(OrderBy by) {
    return new Policies(
        new OrderPolicy(
            by,
            Start.at(1),
            new Patience(10, OnGap.WAIT, OrderPolicy.UNLIMITED, false),
            100,
            by == OrderBy.VERSION ? 10_000 : OrderPolicy.UNLIMITED,
            Set.of(),
            new Routes(false, true),
            Ties.CONFLICT,
            new MemoryPolicy(1_000, 100),
            100_000,
            Quarantines.UNBOUNDED,
            Map.of(),
            false));
  }

  static Policies byVersion() {
    return by(OrderBy.VERSION);
  }

  Policies startsAt(long number) {
    return start(Start.at(number));
  }

  Policies firstSeen() {
    return start(Start.atFirstSeen());
  }

  private Policies start(Start start) {
    return with(start, policy.patience(), policy.holdAtMost(), policy.jumpAtMost());
  }

  /** Waits for 10 ms of event time. */
  Policies onGap(OnGap onGap) {
    Patience old = policy.patience();
    return patience(new Patience(old.waitMillis(), onGap, old.limitMillis(), old.skipAtEnd()));
  }

  Policies waitMillis(long millis) {
    Patience old = policy.patience();
    return patience(new Patience(millis, old.onGap(), old.limitMillis(), old.skipAtEnd()));
  }

  Policies limitMillis(long millis) {
    Patience old = policy.patience();
    return patience(new Patience(old.waitMillis(), old.onGap(), millis, old.skipAtEnd()));
  }

  Policies skipAtEnd() {
    Patience old = policy.patience();
    return patience(new Patience(old.waitMillis(), old.onGap(), old.limitMillis(), true));
  }

  private Policies patience(Patience patience) {
    return with(policy.start(), patience, policy.holdAtMost(), policy.jumpAtMost());
  }

  Policies holdAtMost(int events) {
    return with(policy.start(), policy.patience(), events, policy.jumpAtMost());
  }

  Policies jumpAtMost(long versions) {
    return with(policy.start(), policy.patience(), policy.holdAtMost(), versions);
  }

  Policies restartOn(String type) {
    return with(Set.of(type), policy.routes(), policy.ties(), policy.memory());
  }

  Policies routes(boolean staleToDeadLetters, boolean lateToDeadLetters) {
    Routes routes = new Routes(staleToDeadLetters, lateToDeadLetters);
    return with(policy.restartOn(), routes, policy.ties(), policy.memory());
  }

  Policies ties(Ties ties) {
    return with(policy.restartOn(), policy.routes(), ties, policy.memory());
  }

  Policies remember(long millis, int atMost) {
    MemoryPolicy memory = new MemoryPolicy(millis, atMost);
    return with(policy.restartOn(), policy.routes(), policy.ties(), memory);
  }

  /** Shrinks an entity so much event time after its own. */
  Policies residueAfter(long millis) {
    return expiry(new Expiry(millis, false));
  }

  /** The same, only when it is a grave or at the end of its lifecycle. */
  Policies residueWhenOverAfter(long millis) {
    return expiry(new Expiry(millis, true));
  }

  private Policies expiry(Expiry expiry) {
    MemoryPolicy old = policy.memory();
    MemoryPolicy memory = new MemoryPolicy(old.rememberMillis(), old.rememberAtMost(), expiry);
    return with(policy.restartOn(), policy.routes(), policy.ties(), memory);
  }

  Policies stateBytesAtMost(int bytes) {
    return new Policies(
        new OrderPolicy(
            policy.by(),
            policy.start(),
            policy.patience(),
            policy.holdAtMost(),
            policy.jumpAtMost(),
            policy.restartOn(),
            policy.routes(),
            policy.ties(),
            policy.memory(),
            bytes,
            policy.quarantines(),
            policy.overrides(),
            policy.reportsGaps()));
  }

  private Policies with(Start start, Patience patience, int holdAtMost, long jumpAtMost) {
    return new Policies(
        new OrderPolicy(
            policy.by(),
            start,
            patience,
            holdAtMost,
            jumpAtMost,
            policy.restartOn(),
            policy.routes(),
            policy.ties(),
            policy.memory(),
            policy.stateBytesAtMost(),
            policy.quarantines(),
            policy.overrides(),
            policy.reportsGaps()));
  }

  private Policies with(Set<String> restartOn, Routes routes, Ties ties, MemoryPolicy memory) {
    return new Policies(
        new OrderPolicy(
            policy.by(),
            policy.start(),
            policy.patience(),
            policy.holdAtMost(),
            policy.jumpAtMost(),
            restartOn,
            routes,
            ties,
            memory,
            policy.stateBytesAtMost(),
            policy.quarantines(),
            policy.overrides(),
            policy.reportsGaps()));
  }

  Policies violationsQuarantine() {
    return quarantining(policy.routes().conflictQuarantines(), true, policy.quarantines());
  }

  Policies conflictsQuarantine() {
    return quarantining(true, policy.routes().violationQuarantines(), policy.quarantines());
  }

  Policies healManually() {
    Quarantines old = policy.quarantines();
    return quarantines(new Quarantines(false, old.atMost(), old.whenFull()));
  }

  Policies quarantineAtMost(int entities, WhenFull whenFull) {
    return quarantines(new Quarantines(policy.quarantines().heal(), entities, whenFull));
  }

  private Policies quarantines(Quarantines quarantines) {
    Routes routes = policy.routes();
    return quarantining(routes.conflictQuarantines(), routes.violationQuarantines(), quarantines);
  }

  private Policies quarantining(boolean conflicts, boolean violations, Quarantines quarantines) {
    Routes old = policy.routes();
    Routes routes =
        new Routes(old.staleToDeadLetters(), old.lateToDeadLetters(), conflicts, violations);
    return mended(routes, quarantines, policy.overrides(), policy.reportsGaps());
  }

  Policies overrides(String type, Handling handling) {
    return mended(
        policy.routes(), policy.quarantines(), Map.of(type, handling), policy.reportsGaps());
  }

  Policies reportsGaps() {
    return mended(policy.routes(), policy.quarantines(), policy.overrides(), true);
  }

  private Policies mended(
      Routes routes,
      Quarantines quarantines,
      Map<String, Handling> overrides,
      boolean reportsGaps) {
    return new Policies(
        new OrderPolicy(
            policy.by(),
            policy.start(),
            policy.patience(),
            policy.holdAtMost(),
            policy.jumpAtMost(),
            policy.restartOn(),
            routes,
            policy.ties(),
            policy.memory(),
            policy.stateBytesAtMost(),
            quarantines,
            overrides,
            reportsGaps));
  }
}
