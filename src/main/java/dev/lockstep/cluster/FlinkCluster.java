package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.client.deployment.application.executors.EmbeddedExecutor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.jspecify.annotations.Nullable;

/** A Flink cluster, asked over REST. */
public final class FlinkCluster {
  private static final Duration OUT_OF_SIGHT_AT_MOST = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 200;

  private final FlinkRest rest;
  private final Duration outOfSightAtMost;

  /** A cluster that may be there. */
  public FlinkCluster(ClusterAddress address) {
    this(address, OUT_OF_SIGHT_AT_MOST);
  }

  FlinkCluster(ClusterAddress address, Duration outOfSightAtMost) {
    this.rest = new FlinkRest(address);
    this.outOfSightAtMost = outOfSightAtMost;
  }

  /** Where it is. */
  public ClusterAddress address() {
    return rest.address();
  }

  /** For how long a cluster that does not answer is asked again. */
  Duration outOfSightAtMost() {
    return outOfSightAtMost;
  }

  Slots slots() throws InterruptedException {
    boolean growing =
        settings().keySet().stream()
            .anyMatch(key -> key.startsWith("kubernetes.") || key.startsWith("yarn."));
    return Reports.slots(ask("/overview"), growing);
  }

  /**
   * What could be run on if a job were gone. One that begins again may have given back its slots,
   * or some of them: so they are looked for where they are, and each is counted once.
   */
  Slots slotsWithout(String job) throws InterruptedException {
    Slots now = slots();
    int free = 0;
    for (JsonNode each : ask("/taskmanagers").path("taskmanagers")) {
      Optional<JsonNode> taskManager = find("/taskmanagers/" + each.path("id").asText());
      free += taskManager.map(told -> Reports.slotsWithout(job, told)).orElse(0);
    }
    return new Slots(now.total(), free, now.taskManagers(), now.growing());
  }

  /** What the cluster is set to, as far as it tells. */
  Map<String, String> settings() throws InterruptedException {
    Map<String, String> settings = new TreeMap<>();
    for (JsonNode each : ask("/jobmanager/config")) {
      settings.put(each.path("key").asText(), each.path("value").asText());
    }
    return settings;
  }

  /** How old what it tells of a job may be: it keeps its answers for a while. */
  Duration staleAtMost() throws InterruptedException {
    Configuration settings = Configuration.fromMap(settings());
    Duration refreshed = settings.get(WebOptions.REFRESH_INTERVAL);
    Duration kept = settings.get(RestOptions.CACHE_CHECKPOINT_STATISTICS_TIMEOUT);
    return refreshed.compareTo(kept) > 0 ? refreshed : kept;
  }

  /** Whether it was started for one job and ends with it: in Flink's application mode. */
  boolean endsWithItsJob() throws InterruptedException {
    return EmbeddedExecutor.NAME.equals(settings().get(DeploymentOptions.TARGET.key()));
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
    Optional<JsonNode> found = find(path);
    if (found.isEmpty()) {
      throw unknown(job);
    }
    // a job has no checkpoints only if the cluster says so: others may have been committed
    return Reports.report(
        found.get(),
        find(path + "/checkpoints").orElse(MissingNode.getInstance()),
        orMissing(path + "/exceptions?maxExceptions=1"),
        orMissing(path + "/metrics?get=numRestarts"),
        orMissing(path + "/config"));
  }

  /**
   * Waits for a job that was sent and of which no answer came: the answer may have been lost, and
   * the job manager may still be taking it in.
   *
   * @param unanswered why there was no answer
   * @throws ClusterFailure if it is not seen in time: it may still come
   */
  void awaitArrival(String job, ClusterFailure unanswered) throws InterruptedException {
    ClusterFailure why = unanswered;
    long sentNanos = System.nanoTime();
    while (System.nanoTime() - sentNanos < outOfSightAtMost.toNanos()) {
      try {
        if (find("/jobs/" + job).isPresent()) {
          return;
        }
      } catch (ClusterFailure away) {
        why = away;
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw ClusterFailure.mayRun(
        "whether the new job %s has arrived cannot be seen: %s".formatted(job, why.getMessage()),
        "it may run: ask ./lockstep status --job " + job + " before anything else is started");
  }

  /** An answer; who cannot give one now may do so later. */
  private JsonNode ask(String path) throws InterruptedException {
    return find(path).orElseThrow(() -> untold(path, "it is not there"));
  }

  /** The same about what need not be there. */
  private Optional<JsonNode> find(String path) throws InterruptedException {
    try {
      return Optional.of(rest.get(path));
    } catch (FlinkRest.Refused refused) {
      if (refused.notFound()) {
        return Optional.empty();
      }
      throw untold(path, refused.reason());
    }
  }

  private ClusterFailure untold(String path, String why) {
    return ClusterFailure.environment(
        "%s does not tell of %s: %s".formatted(address(), path, why),
        "ask again; if it stays so, the job manager's log says more");
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
