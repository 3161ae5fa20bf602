package dev.lockstep.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Entities drawn by Zipf's law with exponent 1, once and from a seed, so that every process draws
 * the same.
 */
final class ZipfSchedule implements Schedule {
  private static final long BEGIN_MILLIS = 1_700_000_000_000L;

  /**
   * Below the default wait: a cold entity's gap is closed late in the stream, and never given up.
   */
  private static final long LASTS_MILLIS = 20_000;

  private static final int GROUP = 50;

  private final int[] entity;
  private final int[] turn;
  private final int[] eventsOf;

  private ZipfSchedule(int[] entity, int[] turn, int[] eventsOf) {
    this.entity = entity;
    this.turn = turn;
    this.eventsOf = eventsOf;
  }

  static ZipfSchedule of(int entities, long events, long seed) {
    int count = Math.toIntExact(Math.max(GROUP, events / GROUP * GROUP));
    double[] shares = cumulated(entities);
    long step = UniformSchedule.stepThrough(entities);
    SplittableRandom random = new SplittableRandom(seed);
    int[] entity = new int[count];
    int[] turn = new int[count];
    int[] eventsOf = new int[entities];
    for (int i = 0; i < count; i++) {
      int rank = rank(shares, random.nextDouble(shares[entities - 1]));
      entity[i] = (int) (rank * step % entities);
      turn[i] = eventsOf[entity[i]]++;
    }
    return new ZipfSchedule(entity, turn, eventsOf);
  }

  private static double[] cumulated(int entities) {
    double[] shares = new double[entities];
    double sum = 0;
    for (int rank = 0; rank < entities; rank++) {
      sum += 1.0 / (rank + 1);
      shares[rank] = sum;
    }
    return shares;
  }

  private static int rank(double[] shares, double drawn) {
    int found = Arrays.binarySearch(shares, drawn);
    return Math.min(found < 0 ? -found - 1 : found + 1, shares.length - 1);
  }

  @Override
  public long events() {
    return entity.length;
  }

  @Override
  public int eventsOf(int asked) {
    return eventsOf[asked];
  }

  @Override
  public int entity(long index) {
    return entity[(int) index];
  }

  @Override
  public int turn(long index) {
    return turn[(int) index];
  }

  /** Every entity's events are spread over the same time. */
  @Override
  public long timeMillis(int asked, long version) {
    return BEGIN_MILLIS + version * LASTS_MILLIS / eventsOf[asked];
  }
}
