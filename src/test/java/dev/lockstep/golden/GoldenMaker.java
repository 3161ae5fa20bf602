package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockstep.spec.FlinkSpec.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes the golden savepoints of this version on this Flink. It is no test, and runs when it is
 * named: {@code mvn -Dquick verify -Dtest=GoldenMaker}. One that is there is never made again.
 */
class GoldenMaker {
  private static final Path STORIES = Path.of("src/test/resources/golden");
  private static final Duration LONGER_THAN_ANY_LIMIT = Duration.ofSeconds(5);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  static Stream<Arguments> ofThisVersion() throws IOException {
    return Golden.folders(STORIES).stream()
        .flatMap(story -> Stream.of(Backend.values()).map(backend -> Arguments.of(story, backend)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ofThisVersion")
  void leavesIt(Path story, Backend backend, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Path place = Golden.ALL.resolve(release(backend)).resolve(story.getFileName());
    assumeThat(place).as("it is there already: " + place).doesNotExist();
    Path work = Files.createTempDirectory(Path.of("target"), "golden");
    Golden draft = new Golden(Files.createDirectory(work.resolve("draft")));
    for (String file : List.of("spec.yaml", "before.jsonl", "after.jsonl")) {
      Files.copy(story.resolve(file), draft.folder().resolve(file));
    }
    GoldenJob job = new GoldenJob(cluster, draft.spec(), backend, 1);
    GoldenJob.Stopped begun = job.run(draft.before(), "", work, lines -> {});
    Files.move(Path.of(URI.create(begun.savepoint())), draft.savepoint());
    // what has to come after the savepoint is what comes where there was none
    List<String> whole = job.run(draft.before().then(draft.after()), "", work, new Quiet()).lines();
    Files.write(draft.folder().resolve("expected.txt"), Story.rest(whole, begun.lines()));
    Files.createDirectories(place.getParent());
    Files.move(draft.folder(), place);
  }

  private static String release(Backend backend) throws IOException {
    Properties built = new Properties();
    try (InputStream in =
        GoldenMaker.class.getResourceAsStream("/dev/lockstep/cli/version.properties")) {
      built.load(in);
    }
    String version = built.getProperty("lockstep").replace("-SNAPSHOT", "");
    String flink = EnvironmentInformation.getVersion().replaceFirst("\\.[^.]*$", "");
    return version + "-flink" + flink + "-" + backend.name().toLowerCase(Locale.ROOT);
  }

  /** Is content when nothing has come out for longer than any limit: the last one is over. */
  private static final class Quiet implements Consumer<List<String>> {
    private int seen = -1;
    private long sinceNanos;

    @Override
    public void accept(List<String> lines) {
      if (lines.size() != seen) {
        seen = lines.size();
        sinceNanos = System.nanoTime();
      }
      assertThat(System.nanoTime() - sinceNanos).isGreaterThan(LONGER_THAN_ANY_LIMIT.toNanos());
    }
  }
}
