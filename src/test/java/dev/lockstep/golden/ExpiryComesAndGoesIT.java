package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.golden.GoldenJob.Stopped;
import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With {@code expire} timers are in RocksDB, without it on the heap: a change of the spec moves
 * them, and none is lost.
 */
class ExpiryComesAndGoesIT {
  private static final String NEVER = "order.wait=10s";
  private static final String EXPIRES = "state.expire={residue-after: 1h}";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

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
              event("quiet", 1, "Set", 0),
              event("quiet", 2, "Set", 20_000_000)),
          BEFORE.size());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HEAP, ROCKSDB, CANONICAL", "ROCKSDB, ROCKSDB, CANONICAL", "ROCKSDB, ROCKSDB, NATIVE"})
  void timersThatWereOnTheHeapFireFromRocksDb(
      Backend before,
      Backend after,
      SavepointFormatType format,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    // what came before there was any expiry expires after its next event
    assertThat(cameAfter(cluster, new Part(NEVER, before), new Part(EXPIRES, after), format))
        .isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"ROCKSDB, HEAP, CANONICAL", "ROCKSDB, ROCKSDB, CANONICAL", "ROCKSDB, ROCKSDB, NATIVE"})
  void timersThatWereInRocksDbFireFromTheHeap(
      Backend before,
      Backend after,
      SavepointFormatType format,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    assertThat(cameAfter(cluster, new Part(EXPIRES, before), new Part(NEVER, after), format))
        .isEqualTo(EXPECTED);
  }

  private static final List<String> EXPECTED = List.of();

  /** A job's spec and where its state is. */
  private record Part(String setting, Backend backend) {}

  private List<String> cameAfter(
      MiniCluster cluster, Part before, Part after, SavepointFormatType format) throws Exception {
    Stopped stopped =
        new GoldenJob(cluster, spec(before), before.backend(), 1)
            .run(BEFORE, "", folder, lines -> {}, format);
    return new GoldenJob(cluster, spec(after), after.backend(), 2)
        .run(
            AFTER,
            stopped.savepoint(),
            folder,
            lines -> assertThat(lines).anyMatch(line -> line.startsWith("incident limited")))
        .lines();
  }

  private static JobSpec spec(Part part) {
    String yaml =
        """
        name: timers
        event: {entity: /e, version: /v, type: /type, id: /id, time: /at, data: /data}
        order: {by: version, wait: 10s, on-gap: skip}
        watermarks: {out-of-orderness: 0s}
        state: {reduce: patch}
        overrides: {Prompt: {wait: 24h, limit: 1s}}
        """;
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(part.setting()), Map.of());
    assertThat(parsed.spec()).as(parsed.problems().toString()).isNotNull();
    return parsed.spec();
  }

  private static String event(String entity, int version, String type, long atMillis) {
    return "{\"e\":\"%s\",\"v\":%d,\"id\":\"%1$s-%2$d\",\"type\":\"%s\",\"at\":%d,\"data\":{\"v%2$d\":1}}"
        .formatted(entity, version, type, atMillis);
  }
}
