package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.cli.Commands.Outcome;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.state.api.OperatorIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Savepoints that cannot be read, or not by everybody: told in one line, never as a stack trace.
 */
class SavepointFaultsIT {
  private static final String SPEC = "jobs/door-locks.yaml";
  private static final int STRING_TO_FORMAT_BYTES = 1 + 4 + 4;

  @TempDir private Path folder;
  private Path made;
  private Path metadata;

  @BeforeEach
  void beginWithADump() throws Exception {
    Path dump =
        Files.writeString(
            folder.resolve("dump.jsonl"),
            """
            {"entity": "front", "version": 7, "state": {"lock": "locked"}}
            {"entity": "cellar", "version": 3, "deleted": true}
            """);
    made = folder.resolve("made here");
    metadata = made.resolve("_metadata");
    Outcome outcome =
        Commands.run(
            "savepoint", "bootstrap", "--from", dump.toString(), "--spec", SPEC, "--to", made + "");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  private static Outcome check(Path savepoint, String... more) {
    List<String> args =
        new ArrayList<>(List.of("savepoint", "check", savepoint + "", "--spec", SPEC));
    args.addAll(List.of(more));
    return Commands.run(args.toArray(String[]::new));
  }

  @Test
  void aNewerFormatIsRefusedByItsNumber() throws Exception {
    byte[] bytes = Files.readAllBytes(metadata);
    byte[] name = "\0\6entity\0\0\0\2".getBytes(StandardCharsets.ISO_8859_1);
    bytes[onlyOne(bytes, name) + name.length - 1] = 9;
    Files.write(metadata, bytes);
    for (Outcome outcome :
        List.of(check(made), Commands.run("savepoint", "inspect", made.toString()))) {
      assertThat(outcome.err())
          .startsWith("lockstep: ")
          .endsWith(
              " is of a newer version of Lockstep: its state `entity` is in format 9, and this"
                  + " version reads up to 2\n")
          .hasLineCount(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.exit()).isEqualTo(3);
    }
  }

  @Test
  void anEntityThatCannotBeDecodedIsAFault() throws Exception {
    byte[] bytes = Files.readAllBytes(metadata);
    byte[] name = "front".getBytes(StandardCharsets.ISO_8859_1);
    bytes[onlyOne(bytes, name) + name.length + STRING_TO_FORMAT_BYTES] = 99;
    Files.write(metadata, bytes);
    Outcome checked = check(made);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.out().lines())
        .satisfiesExactly(
            fault -> assertThat(fault).matches("fault      key group \\d+ cannot be read: .*99.*"),
            last ->
                assertThat(last)
                    .isEqualTo(
                        "1 entities and 0 held events read: the job cannot go on like this"));
    assertThat(checked.exit()).isEqualTo(1);
    Outcome inspected = Commands.run("savepoint", "inspect", made.toString());
    assertThat(inspected.err())
        .matches("lockstep: key group \\d+ cannot be read: .*99.*\n")
        .hasLineCount(1);
    assertThat(inspected.out()).isEmpty();
    assertThat(inspected.exit()).isEqualTo(3);
  }

  @Test
  void filesOfRocksDbAreRefusedWithTheWayOut() throws Exception {
    OperatorState reconcile =
        new OperatorState(
            "reconcile",
            "reconcile",
            OperatorIdentifier.forUid("reconcile").getOperatorId(),
            1,
            360);
    reconcile.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedKeyedState(
                new IncrementalRemoteKeyedStateHandle(
                    new UUID(1, 2),
                    KeyGroupRange.of(0, 359),
                    7,
                    List.of(),
                    List.of(),
                    new ByteStreamStateHandle("notes", new byte[] {1})))
            .build());
    write(
        new CheckpointMetadata(
            7,
            List.of(reconcile),
            List.of(),
            CheckpointProperties.forSavepoint(false, SavepointFormatType.NATIVE)));
    Outcome outcome = check(made);
    assertThat(outcome.err())
        .endsWith(" is written as RocksDB's own files: take a savepoint in canonical format\n")
        .hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void anExportThatFailsLeavesNothingThatLooksLikeADump() throws Exception {
    byte[] bytes = Files.readAllBytes(metadata);
    int cellar = onlyOne(bytes, "cellar".getBytes(StandardCharsets.UTF_8));
    Arrays.fill(bytes, cellar - 4, cellar + 12, (byte) 0x7F);
    Files.write(metadata, bytes);
    Path dump = folder.resolve("exported.jsonl");
    Outcome outcome = Commands.run("savepoint", "export", made + "", "--to", dump + "");
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isNotZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName() + ""))
          .containsExactlyInAnyOrder("dump.jsonl", "made here");
    }
  }

  @Test
  void outputsAreOnlyRemovedWithASavepointOfAStop() throws Exception {
    String[] removed = {"--set", "delivery=at-least-once", "--accept", "outputs"};
    assertThat(check(made, removed).exit()).isZero();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      CheckpointMetadata stopped =
          Checkpoints.loadCheckpointMetadata(in, getClass().getClassLoader(), made + "");
      write(
          stopped.withProperties(
              CheckpointProperties.forSavepoint(false, SavepointFormatType.CANONICAL)));
    }
    Outcome outcome = check(made, removed);
    assertThat(outcome.out().lines())
        .satisfiesExactly(
            change -> assertThat(change).startsWith("accepted   exactly-once outputs: "),
            fault ->
                assertThat(fault)
                    .startsWith("fault      outputs are removed, but no job was stopped with this"),
            last -> assertThat(last).endsWith("the job cannot go on like this"));
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(check(made).exit()).isZero();
  }

  private void write(CheckpointMetadata changed) throws IOException {
    try (OutputStream out = Files.newOutputStream(metadata)) {
      Checkpoints.storeCheckpointMetadata(changed, out);
    }
  }

  /** Where a text is that occurs once. */
  private static int onlyOne(byte[] bytes, byte[] text) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    String part = new String(text, StandardCharsets.ISO_8859_1);
    assertThat(all).containsOnlyOnce(part);
    return all.indexOf(part);
  }
}
