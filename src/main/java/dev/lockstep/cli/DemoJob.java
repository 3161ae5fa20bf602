package dev.lockstep.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.demo.Demonstration;
import dev.lockstep.demo.Effect;
import dev.lockstep.demo.Message;
import dev.lockstep.job.FileRun;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Lockstep job on the very records that the plain consumers handled, in that order. */
final class DemoJob {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private DemoJob() {}

  /**
   * What the job came to.
   *
   * @param states the last state of each entity
   * @param tally what it counted
   */
  record Result(Map<String, Map<String, String>> states, Tally tally) {}

  static Result run(JobSpec spec, Demonstration demonstration) throws Exception {
    Path folder = Files.createTempDirectory("lockstep-demo");
    try {
      Path input = folder.resolve("stream.jsonl");
      Files.write(input, demonstration.many().deliveries().stream().map(Message::line).toList());
      Path output = Files.createDirectory(folder.resolve("output"));
      Tally tally =
          FileRun.await(
              new FileRun(
                      spec,
                      List.of(input),
                      ControlLines.NONE,
                      output,
                      Demonstration.CONSUMERS,
                      false,
                      List.of())
                  .start());
      return new Result(states(output.resolve("state.jsonl")), tally);
    } finally {
      remove(folder);
    }
  }

  private static Map<String, Map<String, String>> states(Path file) throws IOException {
    Map<String, Map<String, String>> states = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode change = JSON.readTree(line);
      states.put(change.path("entity").asText(), fields(change.path("state")));
    }
    return states;
  }

  private static Map<String, String> fields(JsonNode state) {
    Map<String, String> fields = new TreeMap<>();
    state.properties().forEach(each -> fields.put(each.getKey(), text(each.getValue())));
    return fields;
  }

  private static String text(JsonNode value) {
    return Effect.text(value.isNumber() ? value.decimalValue() : value.asText());
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
