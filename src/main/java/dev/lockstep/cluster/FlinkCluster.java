package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Flink cluster, asked over REST. */
public final class FlinkCluster {
  private final FlinkRest rest;

  /** A cluster that may be there. */
  public FlinkCluster(ClusterAddress address) {
    this.rest = new FlinkRest(address);
  }

  /** Where it is. */
  public ClusterAddress address() {
    return rest.address();
  }

  Slots slots() throws InterruptedException {
    boolean growing =
        settings().keySet().stream()
            .anyMatch(key -> key.startsWith("kubernetes.") || key.startsWith("yarn."));
    return Reports.slots(ask("/overview"), growing);
  }

  /** What the cluster is set to, as far as it tells. */
  Map<String, String> settings() throws InterruptedException {
    Map<String, String> settings = new TreeMap<>();
    for (JsonNode each : ask("/jobmanager/config")) {
      settings.put(each.path("key").asText(), each.path("value").asText());
    }
    return settings;
  }

  List<JobSummary> jobs() throws InterruptedException {
    List<JobSummary> jobs = new ArrayList<>();
    ask("/jobs/overview").path("jobs").forEach(each -> jobs.add(Reports.summary(each)));
    return jobs;
  }

  /**
   * How a job is doing.
   *
   * @param job given by Flink
   */
  public JobReport report(String job) throws InterruptedException {
    String path = "/jobs/" + job;
    try {
      return Reports.report(
          ask(path),
          checkpoints(path),
          orMissing(path + "/exceptions?maxExceptions=1"),
          orMissing(path + "/metrics?get=numRestarts"),
          orMissing(path + "/config"));
    } catch (FlinkRest.Refused notFound) {
      throw unknown(job);
    }
  }

  /**
   * Whether a job that was sent has arrived: its answer may have been lost.
   *
   * @throws ClusterFailure if that cannot be seen
   */
  boolean hasTaken(String job) throws InterruptedException {
    try {
      ask("/jobs/" + job);
      return true;
    } catch (FlinkRest.Refused notFound) {
      return false;
    } catch (ClusterFailure away) {
      throw ClusterFailure.mayRun(
          "whether the new job %s has arrived cannot be seen: %s".formatted(job, away.getMessage()),
          "it may run: ask ./lockstep status --job " + job + " before anything else is started");
    }
  }

  /** An answer; who cannot give one now may do so later. */
  private JsonNode ask(String path) throws InterruptedException {
    try {
      return rest.get(path);
    } catch (FlinkRest.Refused refused) {
      if (refused.notFound()) {
        throw refused;
      }
      throw ClusterFailure.environment(
          "%s does not tell of %s: %s".formatted(address(), path, refused.reason()),
          "ask again; if it stays so, the job manager's log says more");
    }
  }

  /** A job has no checkpoints only if the cluster says so: others may have been committed. */
  private JsonNode checkpoints(String job) throws InterruptedException {
    try {
      return ask(job + "/checkpoints");
    } catch (FlinkRest.Refused notFound) {
      return MissingNode.getInstance();
    }
  }

  /** A job that is just beginning, or that has long ended, does not have all that can be asked. */
  private JsonNode orMissing(String path) throws InterruptedException {
    try {
      return rest.get(path);
    } catch (FlinkRest.Refused refused) {
      return MissingNode.getInstance();
    }
  }

  private ClusterFailure unknown(String job) throws InterruptedException {
    return ClusterFailure.finding(
        "there is no job " + job + " on " + address(), "what is there: " + known());
  }

  /** The jobs of the cluster in words. */
  String known() throws InterruptedException {
    List<JobSummary> jobs = jobs();
    return jobs.isEmpty()
        ? "no job at all"
        : jobs.stream()
            .map(each -> each.name() + " (" + each.id() + ", " + each.state() + ")")
            .collect(Collectors.joining(", "));
  }

  /** Has a job end itself with a savepoint; the number of the request. */
  String stop(String job, @Nullable String folder) throws InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("drain", false);
    body.put("formatType", "CANONICAL");
    if (folder != null) {
      body.put("targetDirectory", folder);
    }
    return rest.post("/jobs/" + job + "/stop", body).path("request-id").asText();
  }

  /** How far a savepoint is. */
  JsonNode savepoint(String job, String request) throws InterruptedException {
    return ask("/jobs/" + job + "/savepoints/" + request);
  }

  /** Has a job end at once, without a savepoint. */
  void cancel(String job) throws InterruptedException {
    rest.patch("/jobs/" + job + "?mode=cancel");
  }
}
