package dev.lockstep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What is there for Docker and Kubernetes is well formed, and of the versions of the build. */
class DeployFilesTest {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Path COMPOSE = HOME.resolve("docker-compose.yml");
  private static final Pattern METRIC =
      Pattern.compile("flink_taskmanager_job_task_operator_lockstep_(\\w+|\\([\\w|]+\\))");

  static Stream<Path> yamlFiles() throws IOException {
    try (Stream<Path> all = Files.walk(HOME.resolve("deploy"))) {
      List<Path> found =
          all.filter(file -> file.toString().endsWith(".yaml") || isYml(file)).toList();
      return Stream.concat(Stream.of(COMPOSE), found.stream());
    }
  }

  private static boolean isYml(Path file) {
    return file.toString().endsWith(".yml");
  }

  @ParameterizedTest
  @MethodSource("yamlFiles")
  void everyFileIsWellFormed(Path file) throws IOException {
    for (Object document : new Yaml().loadAll(Files.readString(file))) {
      assertThat(document).isInstanceOf(Map.class);
    }
  }

  @Test
  void imagesAreOfTheVersionsOfTheBuild() throws IOException {
    assertThat(Set.copyOf(images()))
        .containsExactlyInAnyOrder(
            "flink:" + version("flink") + "-java17",
            "apache/kafka:" + version("kafka"),
            "postgres:" + version("postgres"),
            "prom/prometheus:v" + version("prometheus"),
            "grafana/grafana:" + version("grafana"));
    assertThat(Files.readString(HOME.resolve("deploy/Dockerfile")))
        .contains("FROM flink:" + version("flink") + "-java17\n")
        .contains("flink-s3-fs-presto-" + version("flink") + ".jar")
        .contains("COPY target/lockstep-" + project() + ".jar ")
        .contains("-t lockstep:" + project() + " ");
    assertThat(Files.readString(COMPOSE)).contains("target/lockstep-" + project() + ".jar");
  }

  @Test
  void theDeploymentIsOfTheVersionsOfTheBuild() throws IOException {
    String[] flink = version("flink").split("\\.");
    assertThat(Files.readString(HOME.resolve("deploy/kubernetes/deployment.yaml")))
        .contains("flinkVersion: v" + flink[0] + "_" + flink[1] + "\n")
        .contains("image: lockstep:" + project() + " ")
        .contains(version("flink-operator").replaceFirst("\\.0$", "") + ":");
  }

  @Test
  void theSpecInTheConfigMapHasNoProblems() throws IOException {
    Map<String, Map<String, String>> map =
        new Yaml().load(Files.readString(HOME.resolve("deploy/kubernetes/spec.yaml")));
    String spec = map.get("data").get("orders.yaml");
    SpecParser.Parsed parsed =
        SpecParser.parse(spec, List.of(), Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"));
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.spec()).extracting(JobSpec::name).isEqualTo("orders");
  }

  @Test
  void alertsAndPanelsReadMetricsThatThereAre() throws IOException {
    Set<String> known =
        Arrays.stream(Verdict.values())
            .map(verdict -> verdict.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    known.addAll(List.of(Tally.RECEIVED, Tally.HELD, Tally.PARKED, "quarantined"));
    String dashboard = Files.readString(HOME.resolve("deploy/grafana/dashboards/lockstep.json"));
    assertThat(new ObjectMapper().readTree(dashboard).at("/panels")).isNotEmpty();
    Set<String> read = metrics(dashboard);
    assertThat(read).isEqualTo(known);
    assertThat(known)
        .containsAll(metrics(Files.readString(HOME.resolve("deploy/prometheus/alerts.yml"))));
  }

  /** All counts of Lockstep that a text names, one by one or as a choice. */
  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(name -> name.substring(name.indexOf("_lockstep_") + "_lockstep_".length()))
        .flatMap(names -> Arrays.stream(names.replaceAll("[()]", "").split("\\|")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> images() throws IOException {
    Map<String, Map<String, Map<String, Object>>> compose =
        new Yaml().load(Files.readString(COMPOSE));
    List<String> images = new ArrayList<>();
    compose.get("services").values().forEach(each -> images.add((String) each.get("image")));
    return images;
  }

  private static String project() throws IOException {
    return first("<artifactId>lockstep</artifactId>\\s*<version>([^<]+)</version>");
  }

  private static String version(String of) throws IOException {
    return first("<" + Pattern.quote(of) + "\\.version>([^<]+)<");
  }

  private static String first(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(HOME.resolve("pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }
}
