package dev.lockstep.reconcile;

/** What a step sends out. */
public sealed interface Output permits StateChange, Judged, Incident, Quarantined {}
