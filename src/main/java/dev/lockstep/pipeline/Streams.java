package dev.lockstep.pipeline;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Ruling;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a pipeline sends out.
 *
 * @param changes applied events with the state after them, in order per entity
 * @param analytics events of the analytics lane
 * @param deadLetters events set aside
 * @param incidents what an operator should know
 * @param rulings all verdicts; APPLIED and PASSED only if the plan asks for them
 */
public record Streams(
    DataStream<Change> changes,
    DataStream<AnalyticsEvent> analytics,
    DataStream<DeadLetter> deadLetters,
    DataStream<Incident> incidents,
    DataStream<Ruling> rulings) {}
