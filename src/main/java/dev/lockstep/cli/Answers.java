package dev.lockstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.codec.ControlLine;
import dev.lockstep.connect.TopicRecords;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The answers of a job to control events, among its incidents. */
final class Answers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DONE = 0;
  private static final int REFUSED = 1;

  private final TopicRecords incidents;
  private final Map<String, JsonNode> answers = new TreeMap<>();

  private Answers(TopicRecords incidents) {
    this.incidents = incidents;
  }

  /** Begins to listen; what was answered before is not heard. */
  static Answers of(JobSpec spec) {
    TopicRecords incidents =
        OperatorTopics.open(OperatorTopics.of(spec, Output.INCIDENTS, "incidents"));
    incidents.fromNow();
    return new Answers(incidents);
  }

  /** An answer is seen after the next checkpoint, and a checkpoint may be slow. */
  static Duration patience(JobSpec spec) {
    return spec.flink().checkpointInterval().multipliedBy(3).plusSeconds(10);
  }

  /** Waits for an answer to each, and prints them; the exit code. */
  int await(List<ControlLine> controls, Duration patience, PrintWriter out) {
    int code = DONE;
    boolean all = await(controls, patience);
    for (ControlLine control : controls) {
      JsonNode answer = answers.get(control.id());
      String kind = answer == null ? "no answer yet" : answer.path("kind").asText();
      String detail = answer == null ? "" : ": " + answer.path("detail").asText();
      out.println(Shown.of(control.entity() + "  " + kind + detail));
      code = "CONTROL_REFUSED".equals(kind) ? REFUSED : code;
    }
    if (!all) {
      throw CommandFailure.environment(
          "no answer within "
              + patience.toSeconds()
              + " s: is the job running? What was sent is carried out when it runs");
    }
    return code;
  }

  private boolean await(List<ControlLine> controls, Duration patience) {
    List<String> ids = controls.stream().map(ControlLine::id).toList();
    return incidents.await(
        message -> {
          take(message.value());
          return answers.keySet().containsAll(ids);
        },
        patience);
  }

  private void take(byte @Nullable [] value) {
    try {
      JsonNode incident = value == null ? null : JSON.readTree(value);
      if (incident != null && incident.path("control").path("id").isTextual()) {
        answers.put(incident.path("control").path("id").asText(), incident);
      }
    } catch (IOException foreign) {
      // A record that is no incident is no answer.
      return;
    }
  }

  /** The answer to one control event, null when there is none yet. */
  @Nullable JsonNode to(ControlLine control) {
    return answers.get(control.id());
  }

  /** Waits for one answer; whether it came. */
  boolean awaits(ControlLine control, Duration patience) {
    return await(List.of(control), patience);
  }

  @Override
  public void close() {
    incidents.close();
  }
}
