package dev.lockstep.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java process with the class path of this one, that says its result in one line.
 *
 * @param main the class that is started
 * @param options of the process, such as {@code -Xmx2g}
 * @param arguments of the class
 */
public record ChildProcess(Class<?> main, List<String> options, List<String> arguments) {
  private static final String RESULT = "RESULT ";
  private static final int LAST_LINES = 20;

  public ChildProcess {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** What the process has to do with its result. */
  public static void tell(String result) {
    System.out.println(RESULT + result);
    System.out.flush();
  }

  /**
   * Runs it to its end.
   *
   * @return what it told
   * @throws IOException if it told nothing, with the last lines of what it said
   */
  public String run() throws IOException, InterruptedException {
    Process process = start();
    Thread ending = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ending);
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      return result(lines);
    } finally {
      process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  /** Starts it, with standard error in its output. */
  public Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inherited());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String result(BufferedReader lines) throws IOException {
    Deque<String> last = new ArrayDeque<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(RESULT)) {
        return line.substring(RESULT.length());
      }
      last.add(line);
      if (last.size() > LAST_LINES) {
        last.remove();
      }
    }
    throw new IOException("the process ended without a result:\n" + String.join("\n", last));
  }

  /** Flink reaches into the JDK as far as here, and logs as here. */
  private static List<String> inherited() {
    String log = System.getProperty("log4j2.configurationFile");
    Stream<String> opens =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-opens"));
    return (log == null
            ? opens
            : Stream.concat(opens, Stream.of("-Dlog4j2.configurationFile=" + log)))
        .toList();
  }
}
