package dev.lockstep.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processes of a local cluster find on the disk: their settings, their class path, and
 * where state goes.
 *
 * @param folder of all that
 * @param restPort where clients ask
 * @param rpcPort where the task manager finds the job manager
 * @param slots of the task manager
 */
record ClusterFolder(Path folder, int restPort, int rpcPort, int slots) {
  static final String HOST = "127.0.0.1";
  static final int TASK_HEAP_MEBIBYTES = 256;
  static final int FRAMEWORK_HEAP_MEBIBYTES = 128;

  private static final String LOGGERS =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.console.ref = Console
      appender.console.type = Console
      appender.console.name = Console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
      """;

  /**
   * What a distribution of Flink has in its lib folder; what a job brings along is not among it.
   */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink-(?!connector-kafka|test-utils|runtime-[\\d.]+-tests).*|slf4j-api-.*|log4j-.*"
              + "|frocksdbjni-.*|kryo-.*|reflectasm-.*|objenesis-.*|minlog-.*"
              + "|commons-(lang3|text|cli|io|compress|math3|collections)-.*|RoaringBitmap-.*"
              + "|snakeyaml-engine-.*|snappy-java-.*|lz4-java-.*|zstd-jni-.*|javassist-.*"
              + "|async-profiler-.*)\\.jar");

  static ClusterFolder prepare(LocalClusterOptions options) throws IOException {
    InetAddress host = InetAddress.getLoopbackAddress();
    Path chosen = options.folder();
    try (ServerSocket rest = new ServerSocket(options.port(), 1, host);
        ServerSocket rpc = new ServerSocket(0, 1, host)) {
      Path folder =
          chosen == null ? Files.createTempDirectory("lockstep-flink") : chosen.toAbsolutePath();
      ClusterFolder prepared =
          new ClusterFolder(folder, rest.getLocalPort(), rpc.getLocalPort(), options.slots());
      prepared.write(options.classPath());
      return prepared;
    }
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path savepoints() {
    return folder.resolve("savepoints");
  }

  Path log(String process) {
    return folder.resolve(process + ".log");
  }

  Path temporary(String process) {
    return folder.resolve("tmp").resolve(process);
  }

  private Path conf() {
    return folder.resolve("conf");
  }

  private Path lib() {
    return folder.resolve("lib");
  }

  /** Flink's part of a class path, and the entry of its processes. */
  String classPath() throws IOException {
    return Files.readString(folder.resolve("classpath"));
  }

  List<String> arguments() {
    return List.of("--configDir", conf().toString());
  }

  Path loggers() {
    return conf().resolve("log4j2.properties");
  }

  private void write(String classPath) throws IOException {
    for (Path each : List.of(conf(), checkpoints(), savepoints())) {
      Files.createDirectories(each);
    }
    Files.writeString(conf().resolve("config.yaml"), yaml());
    Files.writeString(loggers(), LOGGERS);
    Path entry = lib().resolve(EndsWithParent.class.getName().replace('.', '/') + ".class");
    Files.createDirectories(Objects.requireNonNull(entry.getParent()));
    try (InputStream in = EndsWithParent.class.getResourceAsStream("EndsWithParent.class")) {
      Files.write(
          entry, Objects.requireNonNull(in, "a class is where it was loaded").readAllBytes());
    }
    String jars =
        Stream.concat(Stream.of(lib().toString()), ofFlink(classPath).stream())
            .collect(Collectors.joining(File.pathSeparator));
    Files.writeString(folder.resolve("classpath"), jars);
  }

  static List<String> ofFlink(String classPath) {
    List<String> jars =
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
            .filter(jar -> OF_FLINK.matcher(String.valueOf(Path.of(jar).getFileName())).matches())
            .toList();
    if (jars.stream().noneMatch(jar -> jar.contains("flink-runtime"))) {
      throw new IllegalArgumentException("there is no Flink on the class path " + classPath);
    }
    return jars;
  }

  /** As Flink writes it: it would take a URI's {@code %20} for the folder's name. */
  private static String told(Path folder) {
    return new org.apache.flink.core.fs.Path(folder.toUri()).toString();
  }

  private String yaml() {
    Map<String, Object> settings = new TreeMap<>();
    settings.putAll(addresses());
    settings.putAll(memory());
    settings.put("taskmanager.numberOfTaskSlots", slots);
    settings.put("execution.checkpointing.dir", told(checkpoints()));
    settings.put("execution.checkpointing.savepoint-dir", told(savepoints()));
    settings.put("state.backend.type", "rocksdb");
    // a process that was killed is missed at once, one that is busy is not given up
    settings.put("heartbeat.interval", "2000");
    settings.put("heartbeat.timeout", "30000");
    // how often a job has restarted is seen at once, too
    settings.put("metrics.fetcher.update-interval", "1 s");
    return settings.entrySet().stream()
        .map(each -> each.getKey() + ": \"" + each.getValue() + "\"\n")
        .collect(Collectors.joining());
  }

  private Map<String, Object> addresses() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("jobmanager.rpc.address", HOST);
    settings.put("jobmanager.rpc.port", rpcPort);
    settings.put("jobmanager.bind-host", HOST);
    settings.put("rest.address", HOST);
    settings.put("rest.bind-address", HOST);
    settings.put("rest.port", restPort);
    settings.put("rest.bind-port", restPort);
    settings.put("taskmanager.host", HOST);
    settings.put("taskmanager.bind-host", HOST);
    return settings;
  }

  /** All of it: then a task manager needs no script that works it out. */
  private static Map<String, Object> memory() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("jobmanager.memory.process.size", "768m");
    settings.put("taskmanager.cpu.cores", "2.0");
    settings.put("taskmanager.memory.task.heap.size", TASK_HEAP_MEBIBYTES + "m");
    settings.put("taskmanager.memory.task.off-heap.size", "64m");
    settings.put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP_MEBIBYTES + "m");
    settings.put("taskmanager.memory.framework.off-heap.size", "64m");
    settings.put("taskmanager.memory.network.min", "48m");
    settings.put("taskmanager.memory.network.max", "48m");
    settings.put("taskmanager.memory.managed.size", "192m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256m");
    settings.put("taskmanager.memory.jvm-overhead.min", "96m");
    settings.put("taskmanager.memory.jvm-overhead.max", "96m");
    return settings;
  }
}
