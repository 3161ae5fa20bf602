package dev.lockstep.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream of chance that is the same on every machine for the same seed: SplitMix64.
 *
 * <p>It is handed on as an argument; whoever wants chance of their own forks it.
 */
public final class Chance {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  private Chance(long state) {
    this.state = state;
  }

  /** The chance of a seed. */
  public static Chance of(long seed) {
    return new Chance(seed);
  }

  /** A chance of its own, so that what one part draws does not change what another draws. */
  public Chance fork() {
    return new Chance(next());
  }

  /** Any long. */
  public long next() {
    state += STEP;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A number from 0 up to, and without, the bound. */
  public int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nothing is below " + bound);
    }
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** A number from 0 up to, and without, 1. */
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** True for this share of draws. */
  public boolean in(double share) {
    return unit() < share;
  }

  /** One of these. */
  public <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** The same things in any order. */
  public <T> List<T> shuffled(List<T> things) {
    List<T> all = new ArrayList<>(things);
    for (int i = all.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T swapped = all.get(i);
      all.set(i, all.get(j));
      all.set(j, swapped);
    }
    return all;
  }
}
