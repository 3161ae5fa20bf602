package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a pipeline sends out.
 *
 * @param changes what leaves an entity with another state, in order per entity
 * @param analytics events of the analytics lane
 * @param deadLetters events set aside
 * @param incidents what an operator should know
 * @param quarantined what is to be known of quarantined entities, in order per entity
 * @param rulings all verdicts; APPLIED and PASSED only if the plan asks for them
 */
public record Streams(
    DataStream<StateChange> changes,
    DataStream<AnalyticsEvent> analytics,
    DataStream<DeadLetter> deadLetters,
    DataStream<Incident> incidents,
    DataStream<Quarantined> quarantined,
    DataStream<Ruling> rulings) {}
