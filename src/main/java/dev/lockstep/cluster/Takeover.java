package dev.lockstep.cluster;

/**
 * What comes of an upgrade once the job before has stopped. Whatever fails, it says what runs now,
 * where the state is and how to go on.
 *
 * @param upgrade what was asked for
 * @param savepoint what the job before left
 */
record Takeover(Upgrade upgrade, String savepoint) {
  /** A jar or a price that is left out would fail the start that is asked for. */
  static final String AS_GIVEN = ", with the --jar and --accept that the spec needs";

  /** Sends the new job, and waits for its first checkpoint; if there is none, goes back. */
  JobReport run() throws InterruptedException {
    try {
      upgrade.savepointCheck().check(savepoint);
    } catch (RuntimeException | Error refused) {
      throw goBack(words(refused));
    }
    String job = sent();
    upgrade.progress().accept("sent " + job + "; waiting for its first checkpoint");
    return watched(job);
  }

  private String sent() throws InterruptedException {
    try {
      return upgrade.next().send(upgrade.cluster(), savepoint);
    } catch (ClusterFailure refused) {
      if (refused.mayRun()) {
        throw mayRun("SPEC", words(refused));
      }
      throw goBack(words(refused));
    } catch (RuntimeException | Error unforeseen) {
      throw mayRun("SPEC", "whether the new job has arrived is not known: " + words(unforeseen));
    }
  }

  private JobReport watched(String job) throws InterruptedException {
    JobReport report =
        lookedAt(
            job,
            () ->
                new JobWatch(upgrade.cluster(), job, upgrade.patience())
                    .until(each -> each.hasTakenOver() || each.hasFailed()));
    if (report.hasTakenOver()) {
      return report;
    }
    if (report.checkpoints().anyCompleted()) {
      throw noReturn(report);
    }
    String why = "the new job " + report.inWords();
    if (!report.hasEnded()) {
      upgrade.progress().accept("ending " + job + ": " + why);
      end(job);
    }
    // only an ended job completes no checkpoint any more
    JobReport ended = lookedAt(job, JobWatch.ofTheEnd(upgrade.cluster(), job)::ended);
    if (ended.checkpoints().anyCompleted()) {
      throw noReturn(ended);
    }
    if (!ended.hasEnded()) {
      throw ClusterFailure.finding(
          why + "\nand does not end: " + job,
          "end it by hand, and if status then tells of no completed checkpoint: submit the spec"
              + " before it --from-savepoint "
              + savepoint
              + AS_GIVEN);
    }
    throw goBack(why);
  }

  /** Whether it was told is seen by its end. */
  private void end(String job) throws InterruptedException {
    try {
      upgrade.cluster().cancel(job);
    } catch (FlinkRest.Refused ended) {
      upgrade.progress().accept("it ended by itself: " + ended.reason());
    } catch (ClusterFailure unanswered) {
      upgrade.progress().accept("whether it was told to end is not known: " + words(unanswered));
    }
  }

  /** Whoever loses sight of the job must not take it for gone: it may be putting out. */
  private JobReport lookedAt(String job, Look look) throws InterruptedException {
    try {
      return look.report();
    } catch (ClusterFailure lost) {
      throw mayRun(
          "--job " + job,
          "the new job %s cannot be looked at any more: %s".formatted(job, words(lost)));
    }
  }

  /** A way to look at a job. */
  private interface Look {
    JobReport report() throws InterruptedException;
  }

  private ClusterFailure mayRun(String which, String what) {
    return ClusterFailure.environment(what, askBefore(which));
  }

  /** What to do if nobody can say whether a job runs that went on from the savepoint. */
  String askBefore(String which) {
    return ("it may run: ask ./lockstep status %s before anything else is started. It went on from"
            + " %s; if there is no such job, and none of its checkpoints: submit SPEC"
            + " --from-savepoint %s%s")
        .formatted(which, savepoint, savepoint, AS_GIVEN);
  }

  private static ClusterFailure noReturn(JobReport report) {
    return ClusterFailure.finding(
        "the new job "
            + report.inWords()
            + "\nIt is too late to go back: its output up to its last checkpoint is committed, and"
            + " the job before would put out the same again",
        report.hasEnded() ? onFromTheEnded(report) : onFromTheTrying(report));
  }

  private static String onFromTheEnded(JobReport report) {
    String newest = report.checkpoints().newest();
    return "go on from what it has kept, with a mended spec or with the one before: submit SPEC "
        + (newest == null
            ? "--from-savepoint with the newest checkpoint that is told by ./lockstep status --job "
                + report.job().id()
            : "--from-savepoint " + newest)
        + AS_GIVEN;
  }

  private static String onFromTheTrying(JobReport report) {
    String newest = report.checkpoints().newest();
    return ("it goes on trying. To go on from a new savepoint: ./lockstep stop --job %s"
            + " --savepoint, then submit SPEC --from-savepoint with what it names; if it cannot be stopped:"
            + " ./lockstep upgrade SPEC --from-checkpoint, which ends it and goes on from its"
            + " newest%s")
        .formatted(report.job().id(), newest == null ? "" : ", now " + newest);
  }

  private ClusterFailure goBack(String why) throws InterruptedException {
    Launch back = upgrade.back();
    return back == null
        ? ClusterFailure.finding(
            "the upgrade failed, and nothing runs now:\n" + why,
            "submit SPEC --from-savepoint " + savepoint + AS_GIVEN)
        : new GoingBack(this, back, why).run();
  }

  /** What a failure says; of one that nobody foresaw, what it is. */
  static String words(Throwable failure) {
    return failure instanceof ClusterFailure
        ? String.valueOf(failure.getMessage())
        : RootCause.of(failure);
  }
}
