package dev.lockstep.cluster;

/**
 * The return to the job before an upgrade of which nothing is committed.
 *
 * @param takeover what failed
 * @param back the job before
 * @param why it failed
 */
record GoingBack(Takeover takeover, Launch back, String why) {
  private static final long TRIED_AGAIN_AFTER_MILLIS = 1_000;

  /** Sends the job once more, and waits for its first checkpoint: what is to be said of it all. */
  ClusterFailure run() throws InterruptedException {
    Upgrade upgrade = takeover.upgrade();
    upgrade.progress().accept("going back to the job before");
    String job;
    try {
      job = sent(upgrade);
    } catch (ClusterFailure refused) {
      return refused.mayRun()
          ? unseen("SPEC", Takeover.words(refused))
          : lost(Takeover.words(refused), takeover.savepoint());
    } catch (RuntimeException | Error unforeseen) {
      return unseen("SPEC", Takeover.words(unforeseen));
    }
    upgrade.progress().accept("sent it again as " + job + "; waiting for its first checkpoint");
    try {
      return seen(
          new JobWatch(upgrade.cluster(), job, upgrade.patience())
              .until(each -> each.hasTakenOver() || each.hasFailed()));
    } catch (ClusterFailure away) {
      return unseen("--job " + job, job + " cannot be looked at any more: " + Takeover.words(away));
    }
  }

  /** Nothing runs meanwhile: a broker that is away for a moment must not leave it at that. */
  private String sent(Upgrade upgrade) throws InterruptedException {
    long begunNanos = System.nanoTime();
    while (true) {
      try {
        return back.send(upgrade.cluster(), takeover.savepoint());
      } catch (ClusterFailure refused) {
        long passedNanos = System.nanoTime() - begunNanos;
        if (refused.mayRun() || passedNanos > upgrade.cluster().outOfSightAtMost().toNanos()) {
          throw refused;
        }
        upgrade.progress().accept("trying again: " + Takeover.words(refused));
        Thread.sleep(TRIED_AGAIN_AFTER_MILLIS);
      }
    }
  }

  private ClusterFailure seen(JobReport report) {
    String job = report.job().id();
    if (report.hasTakenOver()) {
      return ClusterFailure.finding(
          "the upgrade failed, and the job before runs again as " + job + ":\n" + why,
          "mend the cause, then upgrade again");
    }
    String newest = report.checkpoints().newest();
    String from = newest == null ? takeover.savepoint() : newest;
    if (report.hasEnded()) {
      return lost("it " + report.inWords(), from);
    }
    return ClusterFailure.finding(
        "the upgrade failed:\n%s\nand the job before, sent again as %s, %s"
            .formatted(why, job, report.inWords()),
        "it goes on trying, from %s: look at it with ./lockstep status --job %s"
            .formatted(from, job));
  }

  private ClusterFailure lost(String whyNotBack, String from) {
    return ClusterFailure.finding(
        "the upgrade failed:\n" + why + "\nand going back failed too:\n" + whyNotBack,
        "nothing is lost: submit SPEC --from-savepoint " + from + Takeover.AS_GIVEN);
  }

  private ClusterFailure unseen(String which, String whyNotSeen) {
    return ClusterFailure.environment(
        "the upgrade failed:\n%s\nand whether the job before runs again is not known:\n%s"
            .formatted(why, whyNotSeen),
        takeover.askBefore(which));
  }
}
