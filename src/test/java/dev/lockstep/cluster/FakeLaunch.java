package dev.lockstep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** A job that is sent by writing down that it was. */
final class FakeLaunch implements Launch {
  /** Why it cannot start; empty if it can. */
  String refusal = "";

  boolean unsent;

  /** How often it is not sent at first. */
  int refusals;

  boolean unseen;
  Runnable whenSent = () -> {};

  private final FakeFlink flink;
  private final String id;

  FakeLaunch(FakeFlink flink, String id) {
    this.flink = flink;
    this.id = id;
  }

  @Override
  public void check(FlinkCluster cluster, @Nullable String savepoint) {
    flink.told.add("check " + id + (savepoint == null ? " without savepoint" : " on it"));
    if (!refusal.isEmpty()) {
      throw ClusterFailure.environment(refusal, "create it");
    }
  }

  @Override
  public String send(FlinkCluster cluster, @Nullable String savepoint) {
    if (unsent || refusals-- > 0) {
      throw ClusterFailure.environment("the job was not sent", "look");
    }
    if (unseen) {
      throw ClusterFailure.mayRun("whether it arrived cannot be seen", "look");
    }
    assertThat(flink.status("old")).as("the job before").isIn("FINISHED", "CANCELED");
    flink.told.add("send " + id + " from " + savepoint);
    whenSent.run();
    return id;
  }
}
