package dev.lockstep.job;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's outputs go, null where one goes nowhere; tests pass their own.
 *
 * @param state each change of an entity's state, in order per entity
 * @param applied each applied event, in order per entity; what else changes an entity is not for it
 * @param analytics events of the analytics lane
 * @param deadLetters events set aside
 * @param incidents what an operator should know
 * @param quarantine what is to be known of quarantined entities, in order per entity
 * @param verdicts all verdicts; APPLIED and PASSED only if the spec asks for them
 */
public record Sinks(
    @Nullable Sink<StateChange> state,
    @Nullable Sink<StateChange> applied,
    @Nullable Sink<AnalyticsEvent> analytics,
    @Nullable Sink<DeadLetter> deadLetters,
    @Nullable Sink<Incident> incidents,
    @Nullable Sink<Quarantined> quarantine,
    @Nullable Sink<Ruling> verdicts) {}
