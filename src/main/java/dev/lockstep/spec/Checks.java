package dev.lockstep.spec;

/** What a spec's values mean together: all rules that look at more than one of them. */
final class Checks {
  private Checks() {}

  static void run(Review review) {
    FormatChecks.run(review);
    OrderChecks.run(review);
    TimingChecks.run(review);
    ReduceChecks.run(review);
    LifecycleChecks.run(review);
    InvariantChecks.run(review);
    ExpiryChecks.run(review);
    QuarantineChecks.run(review);
    RedactChecks.run(review);
    OutputChecks.run(review);
    PropertyChecks.run(review);
    UnusedKeys.run(review);
  }
}
