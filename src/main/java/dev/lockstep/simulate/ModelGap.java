package dev.lockstep.simulate;

import dev.lockstep.event.Version;

/**
 * An inclusive range of versions of one epoch that the model's entity misses.
 *
 * @param from the lowest
 * @param to the highest
 */
record ModelGap(Version from, Version to) {
  boolean contains(Version version) {
    return from.compareTo(version) <= 0 && version.compareTo(to) <= 0;
  }

  boolean shares(ModelGap other) {
    return from.compareTo(other.to) <= 0 && other.from.compareTo(to) <= 0;
  }

  /** What an operator calls it. */
  @Override
  public String toString() {
    return from.equals(to) ? from.toString() : from + ".." + to;
  }
}
