package dev.lockstep.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A server that answers as a Flink cluster does whose jobs go through states told beforehand. */
final class FakeFlink implements AutoCloseable {
  static final int TASKS = 4;
  private static final Duration OUT_OF_SIGHT_AT_MOST = Duration.ofSeconds(1);
  private static final String LATER = "{\"errors\":[\"leader election\"]}";

  /**
   * What a job is at one moment.
   *
   * @param status as Flink has it
   * @param running tasks of {@link #TASKS}
   * @param restarts so far
   * @param checkpoints completed so far
   */
  record State(String status, int running, int restarts, int checkpoints) {
    static State of(String status, int running, int restarts, int checkpoints) {
      return new State(status, running, restarts, checkpoints);
    }
  }

  /** What it was told to do, in order. */
  final List<String> told = new ArrayList<>();

  /** Why a savepoint fails; empty if it does not. */
  String savepointFailure = "";

  /** What it cannot tell for now: {@code checkpoints}, say; empty if it can tell all. */
  String untold = "";

  /** Whether all that jobs have completed are savepoints beside their work. */
  boolean savepointsOnly;

  /** How often it does not tell of a savepoint before it does. */
  int silence;

  /** How often it does not know the job that it is asked for before it does. */
  int absence;

  /** What it is set to; it keeps no answers. */
  final Map<String, String> settings =
      new TreeMap<>(
          Map.of(
              "web.refresh-interval", "1 ms", "rest.cache.checkpoint-statistics.timeout", "1 ms"));

  /** How many slots the job {@code old} has. */
  int slotsOfOld = 2;

  /** What it does as told, without an answer: {@code stop} or {@code cancel}, say. */
  String unanswered = "";

  /** What happens once it has told where the savepoint is. */
  Runnable whenSaved = () -> {};

  private final Map<String, Deque<State>> jobs = new HashMap<>();
  private final Map<String, List<State>> whenCancelled = new HashMap<>();
  private final Set<String> shown = new HashSet<>();
  private final Map<String, String> restored = new HashMap<>();
  private final HttpServer server;

  FakeFlink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  FlinkCluster cluster() {
    return new FlinkCluster(
        new ClusterAddress("127.0.0.1", server.getAddress().getPort()), OUT_OF_SIGHT_AT_MOST);
  }

  /** A job that shows the next of these states each time it is asked, and keeps the last. */
  synchronized void job(String id, State... states) {
    jobs.put(id, new ArrayDeque<>(List.of(states)));
  }

  /** What a job is from the moment on at which it is cancelled. */
  synchronized void cancelled(String id, State... states) {
    whenCancelled.put(id, List.of(states));
  }

  /** What a job went on from last: a savepoint, or a checkpoint of its own. */
  synchronized void restored(String id, String path, boolean isSavepoint) {
    restored.put(id, "{\"is_savepoint\":%b,\"external_path\":\"%s\"}".formatted(isSavepoint, path));
  }

  /** What a job is now. */
  synchronized String status(String id) {
    return now(id).status();
  }

  /** How many checkpoints of a job it shows by now. */
  synchronized int checkpointsOf(String id) {
    return now(id).checkpoints();
  }

  /** The cluster knows nothing of a job any more. */
  synchronized void forget(String id) {
    jobs.remove(id);
  }

  /** The cluster answers nothing any more. */
  void vanish() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String[] parts = path.substring(1).split("/");
    String method = exchange.getRequestMethod();
    exchange.getRequestBody().readAllBytes();
    String body = parts[0].equals("jobs") ? ofJob(method, parts) : ofCluster(parts);
    if (told.contains(unanswered + " " + parts[parts.length > 1 ? 1 : 0])) {
      unanswered = "";
      exchange.close();
      return;
    }
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code(body), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static int code(String body) {
    if (body.equals(LATER)) {
      return 503;
    }
    return body.startsWith("{\"errors\"") ? 404 : 200;
  }

  private String ofCluster(String[] parts) {
    return switch (parts[0]) {
      case "overview" -> "{\"slots-total\":4,\"slots-available\":2,\"taskmanagers\":1}";
      case "taskmanagers" ->
          parts.length == 1
              ? "{\"taskmanagers\":[{\"id\":\"tm-1\"}]}"
              : "{\"freeSlots\":2,\"allocatedSlots\":[%s{\"jobId\":\"other\"}]}"
                  .formatted("{\"jobId\":\"old\"},".repeat(slotsOfOld));
      case "jobmanager" ->
          settings.entrySet().stream()
              .map(
                  each ->
                      "{\"key\":\"%s\",\"value\":\"%s\"}".formatted(each.getKey(), each.getValue()))
              .collect(Collectors.joining(",", "[", "]"));
      default -> throw new AssertionError(parts[0]);
    };
  }

  private String ofJob(String method, String[] parts) {
    String id = parts[1];
    if (id.equals("overview")) {
      return jobs.keySet().stream()
          .sorted()
          .map(each -> text(each, now(each)))
          .collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
    }
    if (!jobs.containsKey(id)) {
      return "{\"errors\":[\"no such job\"]}";
    }
    String what = parts.length > 2 ? parts[2] : "";
    if (what.isEmpty() && absence > 0) {
      absence--;
      return "{\"errors\":[\"no such job\"]}";
    }
    if (what.equals(untold) && !what.isEmpty() || what.equals("savepoints") && silence-- > 0) {
      return LATER;
    }
    return switch (what) {
      case "stop" -> stop(id);
      case "savepoints" -> savepoint();
      case "checkpoints" -> checkpoints(now(id), restored.getOrDefault(id, "null"));
      case "metrics" -> "[{\"id\":\"numRestarts\",\"value\":\"" + now(id).restarts() + "\"}]";
      case "exceptions" -> exceptions(now(id));
      case "config" -> "{}";
      default -> method.equals("PATCH") ? cancel(id) : job(id);
    };
  }

  private State now(String id) {
    return jobs.get(id).getFirst();
  }

  private String job(String id) {
    Deque<State> states = jobs.get(id);
    if (!shown.add(id) && states.size() > 1) {
      states.removeFirst();
    }
    return text(id, states.getFirst());
  }

  private static String text(String id, State state) {
    return """
        {"jid":"%s","name":"orders","state":"%s","start-time":1,"timestamps":{},"vertices":[
        {"parallelism":%d,"tasks":{"RUNNING":%d}}]}"""
        .formatted(id, state.status(), TASKS, state.running());
  }

  private String checkpoints(State state, String from) {
    String newest =
        state.checkpoints() == 0 || savepointsOnly
            ? "null"
            : "{\"external_path\":\"file:/chk-" + state.checkpoints() + "\"}";
    return """
        {"counts":{"completed":%d,"failed":0},"latest":{"completed":%s,"restored":%s}}"""
        .formatted(state.checkpoints(), newest, from);
  }

  private static String exceptions(State state) {
    return state.restarts() == 0 && !state.status().equals("FAILED")
        ? "{}"
        : """
          {"exceptionHistory":{"entries":[{"stacktrace":"a.B: it\\nCaused by: \
          java.lang.IllegalStateException: no luck\\n\\tat a.B"}]}}""";
  }

  private String stop(String id) {
    told.add("stop " + id);
    if (savepointFailure.isEmpty()) {
      State last = now(id);
      jobs.put(id, new ArrayDeque<>(List.of(last, last, State.of("FINISHED", 0, 0, 9))));
    }
    return "{\"request-id\":\"r1\"}";
  }

  private String savepoint() {
    whenSaved.run();
    return savepointFailure.isEmpty()
        ? "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp-1\"}}"
        : """
          {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"stack-trace":"%s"}}}"""
            .formatted(savepointFailure);
  }

  private String cancel(String id) {
    told.add("cancel " + id);
    jobs.put(id, new ArrayDeque<>(whenCancelled.get(id)));
    return "{}";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
