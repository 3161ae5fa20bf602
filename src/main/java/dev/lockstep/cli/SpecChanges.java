package dev.lockstep.cli;

import dev.lockstep.job.JobParameters;
import dev.lockstep.job.JobParts;
import dev.lockstep.savepoint.Compatibility;
import dev.lockstep.savepoint.Price;
import dev.lockstep.savepoint.SpecChange;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an upgrade changes of that which the state was made with. */
final class SpecChanges {
  private SpecChanges() {}

  /**
   * Tells what changes; refuses what the state does not go on under, before anything is stopped. A
   * job that does not tell its spec is compared with its savepoint only.
   *
   * @param running what the running job tells of itself
   */
  static void tell(
      Map<String, String> running, JobSpec next, Set<Price> accepted, PrintWriter err) {
    List<SpecChange> changes = of(running, next, accepted);
    String findings = findings(changes);
    if (!findings.isEmpty()) {
      throw CommandFailure.usage(findings + "\nNothing was stopped");
    }
    changes.forEach(err::println);
  }

  /**
   * What the state of a running job would not go on under without more being said; may be empty.
   */
  static String findings(Map<String, String> running, JobSpec other) {
    return findings(of(running, other, Set.of()));
  }

  private static List<SpecChange> of(
      Map<String, String> running, JobSpec next, Set<Price> accepted) {
    String yaml = JobParameters.spec(running);
    JobSpec before = yaml == null ? null : SpecParser.parse(yaml, List.of(), Map.of()).spec();
    return before == null
        ? List.of()
        : Compatibility.changes(JobParts.identity(before), JobParts.identity(next), accepted);
  }

  private static String findings(List<SpecChange> changes) {
    return changes.stream()
        .filter(SpecChange::isFinding)
        .map(change -> change + "\n  -> " + change.wayOut())
        .collect(Collectors.joining("\n"));
  }
}
