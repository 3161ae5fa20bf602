package dev.lockstep.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process that says its result in one line; its temporary files are gone when it is.
 *
 * @param main the class that is started
 * @param options of the process, such as {@code -Xmx2g}
 * @param arguments of the class
 * @param classPath that of this process, perhaps in another order
 */
public record ChildProcess(
    Class<?> main, List<String> options, List<String> arguments, String classPath) {
  private static final String RESULT = "RESULT ";
  private static final int LAST_LINES = 20;

  public ChildProcess {
    options = List.copyOf(options);
    arguments = List.copyOf(arguments);
  }

  /** A process with the class path of this one. */
  public static ChildProcess of(Class<?> main, List<String> options, List<String> arguments) {
    return new ChildProcess(main, options, arguments, System.getProperty("java.class.path"));
  }

  /** The same with the jars of this name first on the class path. */
  public ChildProcess withFirst(String jarPrefix) {
    String ordered =
        Arrays.stream(classPath.split(File.pathSeparator))
            .sorted(Comparator.comparing(jar -> !new File(jar).getName().startsWith(jarPrefix)))
            .collect(Collectors.joining(File.pathSeparator));
    return new ChildProcess(main, options, arguments, ordered);
  }

  /** What the process has to do with its result. */
  public static void tell(String result) {
    System.out.println(RESULT + result);
    System.out.flush();
  }

  /**
   * Runs it until it has told its result.
   *
   * @throws IOException if it told nothing, with the last lines of what it said
   */
  public String run() throws IOException {
    try (Running running = start()) {
      return running.told();
    }
  }

  /**
   * Starts it, and waits until it has told its result.
   *
   * @throws IOException if it told nothing, with the last lines of what it said
   */
  public Running start() throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inherited());
    command.add("-Djava.io.tmpdir=" + folder.path());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // whoever ends this process must not leave that one behind, nor its folder
    Thread ending = new Thread(() -> end(process, folder));
    Runtime.getRuntime().addShutdownHook(ending);
    BufferedReader lines = process.inputReader(UTF_8);
    try {
      Running running = new Running(process, ending, folder, result(lines));
      passOver(lines);
      return running;
    } catch (IOException untold) {
      new Running(process, ending, folder, "").close();
      throw untold;
    }
  }

  /** What a process writes into its temporary folder, it may not clear away itself. */
  private static void end(Process process, TemporaryFolder folder) {
    process.destroyForcibly().onExit().join();
    folder.close();
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

  /** A process that nobody listens to any more would wait for ever with what it has to say. */
  private static void passOver(BufferedReader lines) {
    Thread listening =
        new Thread(
            () -> {
              try {
                lines.transferTo(Writer.nullWriter());
              } catch (IOException ended) {
                // and so has what it says
              }
            },
            "passing over what a process says");
    listening.setDaemon(true);
    listening.start();
  }

  /** Flink reaches into the JDK as far as here, and logs as here. */
  private static List<String> inherited() {
    String log = System.getProperty("log4j2.configurationFile");
    Stream<String> opens =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--add-opens"));
    Stream<String> logging =
        log == null ? Stream.of() : Stream.of("-Dlog4j2.configurationFile=" + log);
    return Stream.concat(opens, logging).toList();
  }

  /** A process that has told its result, and may be at work until it is closed. */
  public static final class Running implements AutoCloseable {
    private static final long GRACE_SECONDS = 20;

    private final Process process;
    private final Thread ending;
    private final TemporaryFolder folder;
    private final String told;

    private Running(Process process, Thread ending, TemporaryFolder folder, String told) {
      this.process = process;
      this.ending = ending;
      this.folder = folder;
      this.told = told;
    }

    /** Its result. */
    public String told() {
      return told;
    }

    /** Closes its input, upon which it ends; by force if it does not. */
    @Override
    public void close() {
      try {
        process.getOutputStream().close();
        process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
      } catch (IOException | ExecutionException | TimeoutException stuck) {
        process.destroyForcibly();
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      try {
        Runtime.getRuntime().removeShutdownHook(ending);
      } catch (IllegalStateException shuttingDown) {
        return; // it is at it
      }
      end(process, folder);
    }
  }
}
