package dev.lockstep.savepoint;

/**
 * One thing in a savepoint that would stop a job.
 *
 * @param what is wrong
 * @param wayOut what to do about it; empty where nothing is to be done
 */
public record Fault(String what, String wayOut) {
  @Override
  public String toString() {
    return wayOut.isEmpty() ? what : what + " -> " + wayOut;
  }
}
