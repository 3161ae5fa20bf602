package dev.lockstep.cluster;

/**
 * How much a cluster can run.
 *
 * @param total of all task managers
 * @param free of them
 * @param taskManagers how many there are
 * @param growing whether the cluster starts task managers when a job needs them
 */
public record Slots(int total, int free, int taskManagers, boolean growing) {

  /**
   * Whether a job would wait for slots in vain.
   *
   * @param parallelism of its widest operator
   */
  boolean lack(int parallelism) {
    return !growing && free < parallelism;
  }
}
