package dev.lockstep.cluster;

import org.apache.flink.api.common.JobStatus;

/**
 * A job that a cluster knows.
 *
 * @param id given by Flink
 * @param name of its spec
 * @param state what it does
 * @param startedMillis when it was sent there
 */
public record JobSummary(String id, String name, JobStatus state, long startedMillis) {
  /**
   * Whether it runs or will run again by itself: also one that is suspended, until another job
   * manager leads.
   */
  boolean isAlive() {
    return !state.isGloballyTerminalState();
  }
}
