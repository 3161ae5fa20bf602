package dev.lockstep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;

/** Reads what Flink's REST interface says about jobs. */
final class Reports {
  private Reports() {}

  static JobSummary summary(JsonNode job) {
    return new JobSummary(
        job.path("jid").asText(),
        job.path("name").asText(),
        JobStatus.valueOf(job.path("state").asText()),
        job.path("start-time").asLong());
  }

  static Slots slots(JsonNode overview, boolean growing) {
    return new Slots(
        overview.path("slots-total").asInt(),
        overview.path("slots-available").asInt(),
        overview.path("taskmanagers").asInt(),
        growing);
  }

  /** How many slots of a task manager are free, or would be without a job. */
  static int slotsWithout(String job, JsonNode taskManager) {
    int slots = taskManager.path("freeSlots").asInt();
    for (JsonNode each : taskManager.path("allocatedSlots")) {
      slots += each.path("jobId").asText().equals(job) ? 1 : 0;
    }
    return slots;
  }

  static JobReport report(
      JsonNode job, JsonNode checkpoints, JsonNode exceptions, JsonNode restarts, JsonNode config) {
    int tasks = 0;
    int running = 0;
    int parallelism = 0;
    for (JsonNode vertex : job.path("vertices")) {
      tasks += vertex.path("parallelism").asInt();
      running += vertex.path("tasks").path("RUNNING").asInt();
      parallelism = Math.max(parallelism, vertex.path("parallelism").asInt());
    }
    JobSummary summary = summary(job);
    return new JobReport(
        summary,
        job.path("timestamps").path(summary.state().name()).asLong(summary.startedMillis()),
        tasks,
        running,
        parallelism,
        restarts.path(0).path("value").asInt(),
        rootCause(exceptions),
        checkpoints(checkpoints),
        parameters(config));
  }

  private static @Nullable String rootCause(JsonNode exceptions) {
    JsonNode newest = exceptions.path("exceptionHistory").path("entries").path(0);
    return newest.hasNonNull("stacktrace")
        ? RootCause.of(newest.path("stacktrace").asText())
        : null;
  }

  private static CheckpointReport checkpoints(JsonNode checkpoints) {
    JsonNode newest = checkpoints.path("latest").path("completed");
    JsonNode restored = checkpoints.path("latest").path("restored");
    return new CheckpointReport(
        checkpoints.path("counts").path("completed").asInt(),
        checkpoints.path("counts").path("failed").asInt(),
        textOrNull(newest.path("external_path")),
        newest.path("latest_ack_timestamp").asLong(),
        newest.path("state_size").asLong(),
        textOrNull(checkpoints.path("latest").path("savepoint").path("external_path")),
        textOrNull(restored.path("external_path")),
        restored.hasNonNull("is_savepoint") && !restored.path("is_savepoint").asBoolean());
  }

  private static @Nullable String textOrNull(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static Map<String, String> parameters(JsonNode config) {
    Map<String, String> parameters = new TreeMap<>();
    config
        .path("execution-config")
        .path("user-config")
        .properties()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
    return parameters;
  }
}
