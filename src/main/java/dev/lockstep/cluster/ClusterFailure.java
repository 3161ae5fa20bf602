package dev.lockstep.cluster;

/** What was asked of a cluster and could not be done: what is the matter, and what to do. */
public final class ClusterFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is to blame. */
  public enum Kind {
    /** A job, by what has become of it. */
    FINDING,
    /** The one who asked. */
    USAGE,
    /** The cluster, or the way there. */
    ENVIRONMENT
  }

  private final Kind kind;
  private final boolean mayRun;

  private ClusterFailure(Kind kind, boolean mayRun, String message, String remedy) {
    super(message + "\n  -> " + remedy);
    this.kind = kind;
    this.mayRun = mayRun;
  }

  static ClusterFailure finding(String message, String remedy) {
    return new ClusterFailure(Kind.FINDING, false, message, remedy);
  }

  static ClusterFailure usage(String message, String remedy) {
    return new ClusterFailure(Kind.USAGE, false, message, remedy);
  }

  static ClusterFailure environment(String message, String remedy) {
    return new ClusterFailure(Kind.ENVIRONMENT, false, message, remedy);
  }

  /** A job was sent, and nobody can say whether it arrived. */
  static ClusterFailure mayRun(String message, String remedy) {
    return new ClusterFailure(Kind.ENVIRONMENT, true, message, remedy);
  }

  /** What is to blame. */
  public Kind kind() {
    return kind;
  }

  /** Whether the job that was sent may be putting out by now. */
  boolean mayRun() {
    return mayRun;
  }
}
