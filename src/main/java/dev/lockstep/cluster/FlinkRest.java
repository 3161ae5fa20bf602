package dev.lockstep.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls of Flink's REST interface: JSON over HTTP. */
final class FlinkRest {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTED_WITHIN)
          .build();
  private final ObjectMapper json = new ObjectMapper();
  private final ClusterAddress address;

  FlinkRest(ClusterAddress address) {
    this.address = address;
  }

  /** The cluster that is asked. */
  ClusterAddress address() {
    return address;
  }

  JsonNode get(String path) throws InterruptedException {
    return call("GET", path, BodyPublishers.noBody());
  }

  JsonNode patch(String path) throws InterruptedException {
    return call("PATCH", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, Map<String, Object> body) throws InterruptedException {
    return call("POST", path, BodyPublishers.ofString(json.valueToTree(body).toString()));
  }

  private JsonNode call(String method, String path, BodyPublisher body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.uri(path))
            .timeout(ANSWERED_WITHIN)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException failure) {
      throw unreachable(failure);
    }
    JsonNode answer = tree(response.body());
    if (response.statusCode() >= 300) {
      throw new Refused(response.statusCode() == NOT_FOUND, reason(answer, response.statusCode()));
    }
    return answer;
  }

  private JsonNode tree(String body) {
    try {
      JsonNode tree = json.readTree(body);
      if (tree.isContainerNode()) {
        return tree;
      }
    } catch (JsonProcessingException noJson) {
      // said below
    }
    throw ClusterFailure.environment(
        "what answers at " + address + " is no Flink cluster",
        "give the REST port of a job manager, 8081 unless it was set otherwise");
  }

  private static String reason(JsonNode answer, int status) {
    JsonNode errors = answer.path("errors");
    String last = errors.isEmpty() ? "" : errors.get(errors.size() - 1).asText();
    return last.isBlank() ? "HTTP status " + status : RootCause.of(last);
  }

  private ClusterFailure unreachable(IOException failure) {
    String why =
        failure instanceof ConnectException ? "nothing listens there" : RootCause.of(failure);
    return ClusterFailure.environment(
        "no Flink cluster answers at " + address + ": " + why,
        "is its job manager running? HOST:PORT is its REST address, port 8081 unless it was set"
            + " otherwise");
  }

  /** An answer that says no. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean notFound;

    Refused(boolean notFound, String reason) {
      super(reason);
      this.notFound = notFound;
    }

    /** Whether what was asked for is not there. */
    boolean notFound() {
      return notFound;
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
