package dev.lockstep.reconcile;

import java.util.List;

/**
 * What one arrival or deadline led to: a decision as data, for the shell to carry out.
 *
 * @param entity the entity after it; its timers are the ones to be set
 * @param outputs what to send out, in order
 * @param heldChanges the bodies to keep and to drop, in order
 * @param heldDelta how many more events are held than before, culprits among them
 * @param received how many events came in with it that no source counted: an operator's corrections
 */
public record Step(
    Entity entity,
    List<Output> outputs,
    List<HeldChange> heldChanges,
    int heldDelta,
    int received) {}
