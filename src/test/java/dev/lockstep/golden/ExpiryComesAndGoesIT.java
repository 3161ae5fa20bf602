package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.golden.GoldenJob.Ending;
import dev.lockstep.golden.GoldenJob.Stopped;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With {@code expire} every entity has a timer, without it only who waits: a job may change over,
 * and none of those that wait is forgotten, whatever the state was kept in.
 */
class ExpiryComesAndGoesIT {
  private static final Feed BEFORE =
      new Feed(
          List.of(
              event("quiet", 1, "Set", 0),
              event("waits", 1, "Set", 1_000),
              event("waits", 3, "Set", 2_000),
              event("limited", 1, "Set", 2_000),
              event("limited", 3, "Prompt", 2_000)),
          0);

  private static final Feed AFTER =
      new Feed(
          List.of(
              event("clock", 1, "Set", 60_000),
              event("clock", 2, "Set", 20_000_000),
              event("quiet", 2, "Set", 20_000_000)),
          BEFORE.size());

  private static final List<String> EXPECTED =
      List.of(
          "incident limited: GAP_ABANDONED 2..2 culprit null rule null",
          "incident waits: GAP_ABANDONED 2..2 culprit null rule null",
          "state clock: 1 #1 after null chain 69bc7c7c76a775bc deleted=false {\"v1\":1}",
          "state clock: 2 #2 after 1 chain ef6132af869effd2 deleted=false {\"v1\":1,\"v2\":1}",
          "state limited: 3 #2 after 1 chain ebcaedea83ad481c deleted=false {\"v1\":1,\"v3\":1}",
          "state quiet: 2 #2 after 1 chain e75465f26d612a9f deleted=false {\"v1\":1,\"v2\":1}",
          "state waits: 3 #2 after 1 chain 5df5c4ee30b47bf4 deleted=false {\"v1\":1,\"v3\":1}");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  /** What was there before there was any expiry expires after its next event. */
  @ParameterizedTest
  @CsvSource({
    "HEAP, false, SAVEPOINT, ROCKSDB, true",
    "ROCKSDB, true, SAVEPOINT, HEAP, false",
    "ROCKSDB, true, CHECKPOINT, ROCKSDB, false",
    "ROCKSDB, false, NATIVE_SAVEPOINT, ROCKSDB, false"
  })
  void whoeverWaitedIsGivenUpInTimeAndNobodyExpiresByIt(
      Backend before,
      boolean expired,
      Ending ending,
      Backend after,
      boolean expires,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Stopped stopped =
        new GoldenJob(cluster, spec(expired), before, 1)
            .run(BEFORE, "", folder, untilTold(3), ending);
    List<String> came =
        new GoldenJob(cluster, spec(expires), after, 2)
            .run(AFTER, stopped.savepoint(), folder, untilTold(EXPECTED.size()))
            .lines();
    assertThat(came).isEqualTo(EXPECTED);
  }

  private static Consumer<List<String>> untilTold(int lines) {
    return came -> assertThat(came).hasSizeGreaterThanOrEqualTo(lines);
  }

  private static JobSpec spec(boolean expires) {
    String yaml =
        """
        name: timers
        event: {entity: /e, version: /v, type: /type, id: /id, time: /at, data: /data}
        order: {by: version, wait: 10s, on-gap: skip}
        watermarks: {out-of-orderness: 0s}
        state: {reduce: patch}
        overrides: {Prompt: {wait: 24h, limit: 1s}}
        """;
    List<String> settings = expires ? List.of("state.expire={residue-after: 12h}") : List.of();
    SpecParser.Parsed parsed = SpecParser.parse(yaml, settings, Map.of());
    assertThat(parsed.spec()).as(parsed.problems().toString()).isNotNull();
    return parsed.spec();
  }

  private static String event(String entity, int version, String type, long atMillis) {
    String event = "{\"e\":\"%s\",\"v\":%d,\"id\":\"%1$s-%2$d\",\"type\":\"%s\",\"at\":%d,%s}";
    String data = "\"data\":{\"v%d\":1}".formatted(version);
    return event.formatted(entity, version, type, atMillis, data);
  }
}
