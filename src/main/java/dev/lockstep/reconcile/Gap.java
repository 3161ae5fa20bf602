package dev.lockstep.reconcile;

import dev.lockstep.event.Version;

/** An inclusive range of versions missing below a held event. */
public record Gap(Version from, Version to) {
  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + ".." + to;
  }
}
