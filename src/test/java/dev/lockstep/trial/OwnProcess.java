package dev.lockstep.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;

/** A job in a process of its own, as {@code lockstep run} has it, that a signal can end. */
final class OwnProcess {
  private static final String COUNTS = "counts ";

  private final Process process;

  private OwnProcess(Process process) {
    this.process = process;
  }

  /** Starts a job, from the newest state in its folder if there is any. */
  static OwnProcess start(Path spec, int parallelism, Path state) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(opens());
    command.addAll(List.of("-Xmx700m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            OwnProcess.class.getName(),
            spec.toString(),
            Integer.toString(parallelism),
            state.toString()));
    File log = state.resolve("log.txt").toFile();
    return new OwnProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log)).start());
  }

  /** Flink reaches into the JDK as far as in this process. */
  private static List<String> opens() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .toList();
  }

  /** Ends it at once, whatever it is about to do: the status it ended with. */
  int kill() throws InterruptedException {
    return process.destroyForcibly().waitFor();
  }

  /** Ends it in order; what it counted. */
  Tally stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    Map<String, Long> counts = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(COUNTS)) {
          JsonNode tally = Json.read(line.substring(COUNTS.length()));
          tally.properties().forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        }
      }
    }
    process.waitFor();
    return new Tally(counts);
  }

  /** The process: it runs until its input ends. */
  public static void main(String[] args) throws Exception {
    JobSpec spec = SpecParser.parse(Files.readString(Path.of(args[0])), List.of(), Map.of()).spec();
    KafkaRun run = new KafkaRun(spec, Integer.parseInt(args[1]), List.of(), Path.of(args[2]));
    JobClient job = run.start();
    while (System.in.read() >= 0) {
      // whoever started it says nothing, and closes the line
    }
    System.out.println(COUNTS + Json.of(run.stop(job).counts()));
    System.exit(0);
  }
}
