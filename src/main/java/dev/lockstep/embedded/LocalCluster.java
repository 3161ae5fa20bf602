package dev.lockstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster on this machine: a job manager and a task manager, each a process of its own, on
 * loopback ports. Both end with this process, in whichever way that ends.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration END_WITHIN = Duration.ofSeconds(20);
  private static final String JOB_MANAGER = "jobmanager";
  private static final String TASK_MANAGER = "taskmanager";
  private static final String JOB_MANAGER_ENTRY =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER_ENTRY =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.util",
          "java.util.concurrent",
          "java.time",
          "java.net",
          "java.io",
          "java.nio",
          "sun.nio.ch");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ClusterFolder files;
  private final boolean temporary;
  private @Nullable Process jobManager;
  private @Nullable Process taskManager;

  private LocalCluster(ClusterFolder files, boolean temporary) {
    this.files = files;
    this.temporary = temporary;
  }

  /** A cluster that has a job manager and a task manager. */
  public static LocalCluster start(LocalClusterOptions options)
      throws IOException, InterruptedException {
    ClusterFolder files = ClusterFolder.prepare(options);
    LocalCluster cluster = new LocalCluster(files, options.folder() == null);
    try {
      cluster.startJobManager();
      cluster.startTaskManager();
      return cluster;
    } catch (RuntimeException | IOException | InterruptedException failure) {
      cluster.close();
      throw failure;
    }
  }

  /** Where clients ask: {@code HOST:PORT}. */
  public String address() {
    return ClusterFolder.HOST + ":" + files.restPort();
  }

  /** Where checkpoints are, in a folder for each job. */
  public Path checkpoints() {
    return files.checkpoints();
  }

  /** Where savepoints go. */
  public Path savepoints() {
    return files.savepoints();
  }

  /** Where its files are. */
  public Path folder() {
    return files.folder();
  }

  /** Starts a job manager, and waits until it answers. */
  public void startJobManager() throws IOException, InterruptedException {
    Process started = start(JOB_MANAGER, JOB_MANAGER_ENTRY, "-Xmx320m");
    jobManager = started;
    await(started, JOB_MANAGER, "\"flink-version\"");
  }

  /** Starts a task manager, and waits until the job manager knows it. */
  public void startTaskManager() throws IOException, InterruptedException {
    int heap = ClusterFolder.TASK_HEAP_MEBIBYTES + ClusterFolder.FRAMEWORK_HEAP_MEBIBYTES;
    Process started =
        start(
            TASK_MANAGER, TASK_MANAGER_ENTRY, "-Xmx" + heap + "m", "-XX:MaxDirectMemorySize=256m");
    taskManager = started;
    await(started, TASK_MANAGER, "\"taskmanagers\":1\\b");
  }

  /** Ends the job manager at once, as SIGKILL does. */
  public void killJobManager() throws InterruptedException {
    kill(jobManager);
  }

  /** Ends the task manager at once, and waits until the job manager has missed it. */
  public void killTaskManager() throws IOException, InterruptedException {
    Process victim = taskManager;
    kill(victim);
    Process asked = jobManager;
    if (asked != null && asked.isAlive()) {
      await(asked, JOB_MANAGER, "\"taskmanagers\":0\\b");
    }
  }

  private static void kill(@Nullable Process process) throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(String name, String entry, String... options) throws IOException {
    Path tmp = Files.createDirectories(files.temporary(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(each -> command.add("--add-opens=java.base/" + each + "=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.io.tmpdir=" + tmp);
    command.add("-Dlog4j2.configurationFile=" + files.loggers());
    if (temporary) {
      command.add("-D" + EndsWithParent.FOLDER + "=" + files.folder());
    }
    command.addAll(List.of("-cp", files.classPath(), EndsWithParent.class.getName(), entry));
    command.addAll(files.arguments());
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.appendTo(files.log(name).toFile()));
    process.environment().keySet().removeIf(key -> key.startsWith("FLINK_"));
    return process.start();
  }

  private void await(Process process, String name, String answer)
      throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(answer);
    long deadlineNanos = System.nanoTime() + READY_WITHIN.toNanos();
    while (!wanted.matcher(overview()).find()) {
      if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException(
            "the %s %s:%n%s"
                .formatted(name, process.isAlive() ? "is not ready" : "ended", lastWords(name)));
      }
      Thread.sleep(50);
    }
  }

  private String overview() throws InterruptedException {
    URI at = URI.create("http://" + address() + "/overview");
    HttpRequest request = HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(5)).build();
    try {
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    }
  }

  private String lastWords(String name) throws IOException {
    List<String> lines =
        Files.readAllLines(files.log(name)).stream()
            .filter(line -> !line.startsWith("\t") && !line.contains(" INFO "))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /** Ends both processes, then deletes what is temporary. */
  @Override
  public void close() {
    end(taskManager);
    end(jobManager);
    delete(temporary ? files.folder() : files.folder().resolve("tmp"));
  }

  private static void end(@Nullable Process process) {
    if (process == null) {
      return;
    }
    // its input stays open: it may end in order
    process.toHandle().destroy();
    try {
      if (!process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) {
    try {
      FolderDeletion.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
