package dev.lockstep.reconcile;

/** What a step sends out. */
public sealed interface Output permits Change, Cleared, Judged, Incident, Quarantined {}
