package dev.lockstep.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.cluster.CheckpointReport;
import dev.lockstep.cluster.ClusterAddress;
import dev.lockstep.cluster.JobReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a job on a cluster is doing, for people and for programs.
 *
 * @param cluster where it is
 * @param report how it is doing
 * @param nowMillis when it was asked
 */
record StatusText(ClusterAddress cluster, JobReport report, long nowMillis) {

  String headline() {
    return "%s is %s for %s on %s (%s)"
        .formatted(
            report.job().name(),
            report.job().state(),
            ago(report.sinceMillis()),
            cluster,
            report.job().id());
  }

  /** A line for each fact. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(
        fact(
            "tasks",
            "%d of %d run, parallelism %d"
                .formatted(report.running(), report.tasks(), report.parallelism())));
    facts.add(fact("restarts", Integer.toString(report.restarts())));
    CheckpointReport kept = report.checkpoints();
    facts.add(
        fact("checkpoints", "%d completed, %d failed".formatted(kept.completed(), kept.failed())));
    if (kept.path() != null) {
      facts.add(
          fact(
              "newest", "%s, %s ago, %s".formatted(kept.path(), ago(kept.atMillis()), size(kept))));
    }
    if (kept.savepoint() != null) {
      facts.add(fact("savepoint", kept.savepoint()));
    }
    if (kept.restored() != null) {
      facts.add(fact("began from", kept.restored()));
    }
    if (report.rootCause() != null) {
      facts.add(fact("last failure", report.rootCause()));
    }
    return facts;
  }

  private static String fact(String label, String text) {
    return "  %-13s %s".formatted(label, text);
  }

  private static String size(CheckpointReport kept) {
    return String.format(Locale.ROOT, "%,d bytes", kept.bytes());
  }

  private String ago(long millis) {
    return EntityListCommand.age(Duration.ofMillis(Math.max(0, nowMillis - millis)));
  }

  ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("job", report.job().id());
    json.put("name", report.job().name());
    json.put("cluster", cluster.toString());
    json.put("state", report.job().state().name());
    json.put("sinceMillis", report.sinceMillis());
    json.put("processes", report.processes());
    json.put("tasks", report.tasks());
    json.put("running", report.running());
    json.put("parallelism", report.parallelism());
    json.put("restarts", report.restarts());
    json.put("lastFailure", report.rootCause());
    CheckpointReport kept = report.checkpoints();
    ObjectNode checkpoints = json.putObject("checkpoints");
    checkpoints.put("completed", kept.completed());
    checkpoints.put("failed", kept.failed());
    checkpoints.put("newest", kept.path());
    checkpoints.put("newestAtMillis", kept.atMillis());
    checkpoints.put("newestBytes", kept.bytes());
    checkpoints.put("savepoint", kept.savepoint());
    checkpoints.put("beganFrom", kept.restored());
    return json;
  }
}
