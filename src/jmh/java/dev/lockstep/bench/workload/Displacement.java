package dev.lockstep.bench.workload;

/** Which version of an entity arrives at which of its turns. */
final class Displacement {
  private static final int BLOCK = 10;

  private Displacement() {}

  /**
   * The version, from 1, that arrives at an entity's turn, from 0.
   *
   * @param versions how many the entity has
   */
  static int versionAt(int entity, int turn, int versions) {
    int block = turn / BLOCK;
    int place = turn % BLOCK;
    int length = Math.min(BLOCK, versions - block * BLOCK);
    long hash = Workload.mix(entity * 1_000_003L + block * 7919L + 1);
    // a short last block is displaced less often, so that the share stays 10 %
    if (length < 2 || hash % BLOCK >= length) {
      return turn + 1;
    }
    int from = (int) ((hash >>> 8) % Math.max(1, length - 4));
    int late = Math.min(1 + (int) ((hash >>> 24) % 4), length - 1 - from);
    return block * BLOCK + displaced(place, from, from + late) + 1;
  }

  private static int displaced(int place, int from, int to) {
    if (place < from || place > to) {
      return place;
    }
    return place == to ? from : place + 1;
  }
}
