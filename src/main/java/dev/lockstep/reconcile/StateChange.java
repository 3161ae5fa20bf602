package dev.lockstep.reconcile;

/** What leaves an entity with another state: an event, or an operator. */
public sealed interface StateChange extends Output permits Change, Cleared {}
