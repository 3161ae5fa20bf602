package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.event.Event;
import dev.lockstep.job.JobParts;
import dev.lockstep.job.LockstepJob;
import dev.lockstep.pipeline.StoppedJob.Stopped;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.savepoint.Bootstrap;
import dev.lockstep.savepoint.Census;
import dev.lockstep.savepoint.Checkup;
import dev.lockstep.savepoint.Difference;
import dev.lockstep.savepoint.Dump;
import dev.lockstep.savepoint.DumpFile;
import dev.lockstep.savepoint.Export;
import dev.lockstep.savepoint.Kept;
import dev.lockstep.savepoint.Kind;
import dev.lockstep.savepoint.Savepoint;
import dev.lockstep.savepoint.SpecChange;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Tally;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a real job leaves behind can be read without it. */
class SavepointIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final Savepoint.Progress SILENT = (groups, of) -> {};
  private static final JobSpec SPEC = spec();

  private static final List<Event> RECORDS =
      List.of(
          event("plain", 1).type("Opened").says("{\"a\":1}").at(1_000).build(),
          event("plain", 2).type("Changed").says("{\"a\":2}").at(2_000).build(),
          event("gap", 1).type("Opened").says("{}").at(1_000).build(),
          event("gap", 3).type("Changed").says("{}").at(3_000).build(),
          event("gap", 5).type("Changed").padded(6_000).says("{}").at(3_000).build(),
          event("grave", 1).type("Opened").says("{}").at(1_000).build(),
          event("grave", 2).type("Closed").deletes().says("{}").at(2_000).build(),
          event("sick", 1).type("Opened").says("{}").at(1_000).build(),
          event("sick", 2).type("Unknown").says("{}").at(1_000).build(),
          event("sick", 3).type("Changed").says("{}").at(4_000).build(),
          event("plain", 2).type("Changed").says("{\"a\":2}").at(2_000).build());

  @TempDir Path folder;

  private static JobSpec spec(String... overrides) {
    String yaml =
        """
        name: kept
        event: {entity: /e, version: /v, type: /type, id: /id, delete: /deleted, time: /at}
        order: {by: version, on-gap: wait}
        state:
          reduce: patch
          on-violation: quarantine
          lifecycle:
            initial: new
            terminal: [closed]
            states: {new: {Opened: open}, open: {Changed: open, Closed: closed}}
        """;
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(overrides), Map.of());
    assertThat(parsed.spec()).as(parsed.problems().toString()).isNotNull();
    return parsed.spec();
  }

  @ParameterizedTest
  @EnumSource(
      value = Backend.class,
      names = {"HEAP", "ROCKSDB"})
  void aSavepointTellsWhatItHolds(Backend backend, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Stopped stopped = new StoppedJob(cluster, SPEC, backend, 2).run(RECORDS, "", folder);
    Savepoint savepoint = Savepoint.open(stopped.savepoint());

    Census census = Census.of(savepoint, SILENT);
    assertThat(census)
        .isEqualTo(
            new Census(
                4,
                Map.of(Kind.OPEN_GAP, 1L, Kind.HOLDING, 2L, Kind.QUARANTINED, 1L, Kind.GRAVE, 1L),
                4,
                2));
    Tally tally = savepoint.tally();
    assertThat(tally.get(Tally.RECEIVED)).isEqualTo(RECORDS.size());
    assertThat(tally.verdicts() + census.held()).isEqualTo(RECORDS.size());
    assertThat(savepoint.watermark()).isEqualTo(3_999L);
    assertThat(savepoint.identity()).isEqualTo(JobParts.identity(SPEC));
    assertThat(savepoint.formats()).isEqualTo(Map.of("entity", 2, "bodies", 1, "memory", 1));
    assertThat(savepoint.operators())
        .extracting(Savepoint.OperatorFacts::uid)
        .contains("lanes", "reconcile", "sink-state");

    Kept gap = savepoint.find("gap");
    assertThat(gap).isNotNull();
    assertThat(gap.bodies().values()).containsExactly(RECORDS.get(4));
    assertThat(Export.line(gap).utf8())
        .contains("\"settled\":1,", "\"gaps\":[{\"from\":2,\"to\":2},{\"from\":4,\"to\":4}]");
    assertThat(Export.line(savepoint.find("sick")).utf8())
        .contains("\"culprit\":\"id-2\"", "\"held\":[{\"version\":3,\"marker\":false}]");
    assertThat(savepoint.find("nobody")).isNull();

    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    assertThat(Export.write(savepoint, lines, SILENT)).isEqualTo(4);
    assertThat(lines.toString(StandardCharsets.UTF_8).lines())
        .hasSize(4)
        .filteredOn(line -> line.contains("\"plain\""))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"sequence\":2,", "\"state\":{\"a\":2}"));
    checkIt(savepoint);
    compareIt(savepoint, backend, cluster);
  }

  private static void checkIt(Savepoint savepoint) throws Exception {
    assertThat(check(savepoint, SPEC))
        .isEqualTo(new Checkup(List.of(), List.of(), Census.of(savepoint, SILENT)));
    JobSpec other = spec("event.entity=/f", "state.lifecycle.states={new: {Opened: closed}}");
    Checkup refused = check(savepoint, other);
    assertThat(refused.isClean()).isFalse();
    assertThat(refused.changes())
        .extracting(SpecChange::what, SpecChange::ruling)
        .containsExactly(tuple("entity", SpecChange.Ruling.REFUSED));
    assertThat(refused.faults())
        .singleElement()
        .asString()
        .startsWith("3 entities are in the stage open, which the spec does not have");
  }

  private static Checkup check(Savepoint savepoint, JobSpec spec) throws Exception {
    return Checkup.of(savepoint, spec, JobParts.identity(spec), Set.of(), SILENT);
  }

  private void compareIt(Savepoint before, Backend backend, MiniCluster cluster) throws Exception {
    assertThat(differences(before, before)).isEmpty();
    List<Event> more =
        List.of(
            event("gap", 2).type("Changed").says("{\"b\":1}").at(3_000).build(),
            event("late", 1).type("Opened").says("{}").at(3_000).build());
    Stopped went =
        new StoppedJob(cluster, SPEC, backend.other(), 1).run(more, before.pointer(), folder);
    assertThat(went.lines()).hasSize(3);
    assertThat(differences(before, Savepoint.open(went.savepoint())))
        .isEqualTo(
            Map.of(
                "gap",
                Set.of(Difference.PROGRESS, Difference.STATE, Difference.HELD),
                "late",
                Set.of(Difference.ADDED)));
    assertThat(differences(Savepoint.open(went.savepoint()), before))
        .containsEntry("late", Set.of(Difference.REMOVED));
  }

  @ParameterizedTest
  @EnumSource(
      value = Backend.class,
      names = {"HEAP", "ROCKSDB"})
  void aJobGoesOnFromADumpAtTheNextVersion(Backend backend, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    StringBuilder lines = new StringBuilder();
    lines.append("{\"entity\":\"gone\",\"version\":4,\"deleted\":true}\n");
    for (int i = 0; i < 10_000; i++) {
      lines
          .append("{\"entity\":\"e")
          .append(i)
          .append("\",\"version\":7,\"state\":{\"n\":12.10},\"time\":5,\"stage\":\"open\"}\n");
    }
    Path file = Files.writeString(folder.resolve("dump.jsonl"), lines);
    String made = folder.resolve("made").toUri().toString();
    try (Dump dump =
        Dump.read(new DumpFile(file), SPEC, LockstepJob.MAX_PARALLELISM, folder, read -> {})) {
      assertThat(dump.problems()).isEmpty();
      assertThat(dump.entities()).isEqualTo(10_001);
      Bootstrap.write(dump, JobParts.identity(SPEC), folder.resolve("made"), SILENT);
    }

    Savepoint begun = Savepoint.open(made);
    assertThat(Census.of(begun, SILENT))
        .isEqualTo(new Census(10_001, Map.of(Kind.GRAVE, 1L, Kind.RESIDUE, 1L), 0, 0));
    assertThat(check(begun, SPEC).isClean()).isTrue();
    assertThat(differences(begun, begun)).isEmpty();
    List<Event> events =
        List.of(
            event("e5", 7).type("Changed").says("{\"n\":1}").at(6).build(),
            event("e5", 8).type("Changed").says("{\"m\":2}").at(7).build(),
            event("e6", 9).type("Changed").says("{}").at(8).build(),
            event("gone", 3).type("Opened").says("{}").at(9).build());
    Stopped went = new StoppedJob(cluster, SPEC, backend, 2).run(events, made, folder);
    Savepoint after = Savepoint.open(went.savepoint());
    assertThat(after.isOfAStop()).isTrue();
    assertThat(went.lines()).hasSize(1);
    assertThat(after.tally().get(Verdict.APPLIED)).isEqualTo(1);
    assertThat(after.tally().get(Verdict.STALE)).isEqualTo(2);
    assertThat(after.tally().verdicts()).isEqualTo(3);
    assertThat(after.tally().get(Tally.HELD)).isEqualTo(1);
    assertThat(differences(begun, after))
        .isEqualTo(
            Map.of(
                "e5",
                Set.of(Difference.PROGRESS, Difference.STATE),
                "e6",
                Set.of(Difference.HELD),
                "gone",
                Set.of(Difference.MEMORY)));
    assertThat(Export.line(after.find("e5")).utf8())
        .contains("\"settled\":8,", "\"sequence\":1,", "\"state\":{\"n\":12.10,\"m\":2}");
  }

  @Test
  void whereAMemoryLiesIsNoDifference(@InjectMiniCluster MiniCluster cluster) throws Exception {
    List<Event> events =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> event("busy", i).type(i == 1 ? "Opened" : "Changed").says("{}"))
            .map(each -> each.at(1_000).build())
            .toList();
    Savepoint onTheHeap =
        Savepoint.open(
            new StoppedJob(cluster, SPEC, Backend.HEAP, 1).run(events, "", folder).savepoint());
    Savepoint apart =
        Savepoint.open(
            new StoppedJob(cluster, SPEC, Backend.ROCKSDB, 1).run(events, "", folder).savepoint());
    assertThat(apart.find("busy").stored().entity().memory().size()).isEqualTo(100);
    assertThat(differences(onTheHeap, apart)).isEmpty();
  }

  @Test
  void whatIsKeptInMemoryBesideTheBackendIsNoDifference(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Savepoint without = savepoint(cluster, "flink.cache=off");
    for (String cache : List.of("flink.cache=1KiB", "flink.cache=64MiB")) {
      Savepoint with = savepoint(cluster, cache);
      assertThat(Census.of(with, SILENT)).as(cache).isEqualTo(Census.of(without, SILENT));
      assertThat(with.tally()).as(cache).isEqualTo(without.tally());
      // what waits knows since when, which is another time in each run
      assertThat(differences(without, with))
          .as(cache)
          .isEqualTo(
              Map.of(
                  "gap",
                  Set.of(Difference.HELD),
                  "sick",
                  Set.of(Difference.HELD, Difference.QUARANTINE)));
    }
  }

  private Savepoint savepoint(MiniCluster cluster, String cache) throws Exception {
    List<Event> events = new ArrayList<>(RECORDS);
    for (int version = 1; version <= 70; version++) {
      for (int entity = 0; entity < 20; entity++) {
        String type = version == 1 ? "Opened" : "Changed";
        events.add(
            event("many-" + entity, version).type(type).says("{\"v\":" + version + "}").build());
      }
    }
    StoppedJob job = new StoppedJob(cluster, spec(cache), Backend.ROCKSDB, 2);
    return Savepoint.open(job.run(events, "", folder).savepoint());
  }

  private static Map<String, Set<Difference>> differences(Savepoint one, Savepoint other)
      throws Exception {
    Map<String, Set<Difference>> differences = new TreeMap<>();
    Difference.between(one, other, differences::put, SILENT);
    return differences;
  }
}
