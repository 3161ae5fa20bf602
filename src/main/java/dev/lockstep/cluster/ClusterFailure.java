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

  private ClusterFailure(Kind kind, String message, String remedy) {
    super(message + "\n  -> " + remedy);
    this.kind = kind;
  }

  static ClusterFailure finding(String message, String remedy) {
    return new ClusterFailure(Kind.FINDING, message, remedy);
  }

  static ClusterFailure usage(String message, String remedy) {
    return new ClusterFailure(Kind.USAGE, message, remedy);
  }

  static ClusterFailure environment(String message, String remedy) {
    return new ClusterFailure(Kind.ENVIRONMENT, message, remedy);
  }

  /** What is to blame. */
  public Kind kind() {
    return kind;
  }
}
