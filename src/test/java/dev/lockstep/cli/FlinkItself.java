package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A cluster, asked without any code of Lockstep.
 *
 * @param address where it answers, {@code HOST:PORT}
 */
public record FlinkItself(String address) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What it says. */
  public JsonNode get(String path) {
    return call(HttpRequest.newBuilder(at(path)).build());
  }

  /** Has a job complete a checkpoint now, in its own format. */
  void checkpoint(String job) {
    post("/jobs/" + job + "/checkpoints", "{\"checkpointType\":\"CONFIGURED\"}");
  }

  /** Takes a savepoint of a job that goes on: where it is. */
  public String savepoint(String job) {
    String path = "/jobs/" + job + "/savepoints";
    String request =
        post(path, "{\"cancel-job\":false,\"formatType\":\"CANONICAL\"}")
            .path("request-id")
            .asText();
    JsonNode told =
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> get(path + "/" + request), each -> each.path("operation").isObject());
    assertThat(told.path("operation").path("location").isTextual()).as(told.toString()).isTrue();
    return told.path("operation").path("location").asText();
  }

  private JsonNode post(String path, String body) {
    return call(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private URI at(String path) {
    return URI.create("http://" + address + path);
  }

  private static JsonNode call(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(request.toString(), failure);
    }
  }
}
