package dev.lockstep.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What is kept of a trial in which something was wrong: all its topics, line by line, and the
 * savepoint that it ended with. The timing of a run is another each time, so that running it again
 * need not show it again.
 *
 * @param trial the name of the trial, with which those of its topics begin
 * @param servers where they are
 */
record Evidence(String trial, String servers) {
  /** Judges, and keeps all if that fails; the savepoint, if there is one. */
  void keptIfFails(Mode mode, String savepoint, Runnable judges) {
    try {
      judges.run();
    } catch (RuntimeException | AssertionError failure) {
      try {
        keep(mode, savepoint);
      } catch (RuntimeException | IOException lost) {
        failure.addSuppressed(lost);
      }
      throw failure;
    }
  }

  private void keep(Mode mode, String savepoint) throws IOException {
    List<String> topics = new ArrayList<>(List.of(""));
    Outputs.names(mode).forEach(each -> topics.add("-" + each));
    if (mode.quarantines()) {
      topics.add(SpecText.CONTROL);
    }
    Path folder = Path.of("target", "trials", trial);
    FileUtils.deleteDirectory(folder.toFile());
    Files.createDirectories(folder);
    for (String each : topics) {
      List<String> lines = Topic.all(servers, trial + each).stream().map(Evidence::line).toList();
      Files.write(folder.resolve(trial + each + ".jsonl"), lines);
    }
    if (savepoint != null) {
      copy(savepoint, folder.resolve("savepoint"));
    }
  }

  private static void copy(String from, Path to) throws IOException {
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(from),
        new org.apache.flink.core.fs.Path(to.toUri()),
        false);
  }

  private static String line(ConsumerRecord<String, String> each) {
    Map<String, Object> line = new TreeMap<>();
    line.put("partition", each.partition());
    line.put("offset", each.offset());
    line.put("written", each.timestamp());
    line.put("key", each.key());
    line.put("value", each.value());
    Map<String, String> headers = new TreeMap<>();
    each.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    line.put("headers", headers);
    return Json.of(line);
  }
}
