package dev.lockstep.savepoint;

import dev.lockstep.state.JobIdentity;
import dev.lockstep.state.SavedState;
import dev.lockstep.state.Tally;
import dev.lockstep.state.Uids;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.jspecify.annotations.Nullable;

/** A savepoint of a job, or a checkpoint in a format that any backend reads. */
public final class Savepoint {
  private final SavedState saved;
  private final OperatorState reconcile;
  private final List<KeyedStateHandle> handles;

  private Savepoint(SavedState saved, OperatorState reconcile) {
    this.saved = saved;
    this.reconcile = reconcile;
    this.handles =
        reconcile.getStates().stream()
            .flatMap(subtask -> subtask.getManagedKeyedState().stream())
            .toList();
  }

  /** One of the operators that have state. */
  public record OperatorFacts(String uid, int parallelism, int maxParallelism, long bytes) {}

  /** Is told how far a reading has come. */
  @FunctionalInterface
  public interface Progress {
    /** So many key groups of so many are read. */
    void at(int groups, int of);
  }

  /**
   * Opens one.
   *
   * @param pointer its folder, or the file of its metadata
   * @throws IOException if nothing readable is there, or it is not of a job of Lockstep
   */
  public static Savepoint open(String pointer) throws IOException {
    Savepoint savepoint = of(SavedState.open(pointer));
    if (savepoint.isOfRocksDb()) {
      throw new IOException(
          pointer + " is written as RocksDB's own files: take a savepoint in canonical format");
    }
    savepoint.refuseNewer();
    return savepoint;
  }

  /**
   * One that was opened, whose entities may be unreadable.
   *
   * @throws IOException if it is not of a job of Lockstep
   */
  public static Savepoint of(SavedState saved) throws IOException {
    return new Savepoint(
        saved,
        saved.metadata().getOperatorStates().stream()
            .filter(each -> each.getOperatorUid().filter(Uids.RECONCILE::equals).isPresent())
            .findAny()
            .orElseThrow(
                () ->
                    new IOException(
                        saved.pointer()
                            + " is of no job of Lockstep: no operator is called reconcile")));
  }

  /** Whether its entities are in RocksDB's own files, that only RocksDB reads. */
  public boolean isOfRocksDb() {
    return handles.stream().anyMatch(IncrementalKeyedStateHandle.class::isInstance);
  }

  /**
   * Refuses what this version cannot read.
   *
   * @throws IOException if a newer version wrote it
   */
  public void refuseNewer() throws IOException {
    Formats.of(handles).refuseNewer(pointer());
  }

  /** Whether a job was stopped with it: then its last output was committed. */
  public boolean isOfAStop() {
    CheckpointProperties properties = saved.metadata().getCheckpointProperties();
    return properties != null && properties.isSynchronous();
  }

  /** Where it is. */
  public String pointer() {
    return saved.pointer();
  }

  /** Its number among the job's checkpoints. */
  public long number() {
    return saved.number();
  }

  /** What the job was. */
  public JobIdentity identity() throws IOException {
    return saved.identity();
  }

  /** What was counted. */
  public Tally tally() throws IOException {
    return saved.tally();
  }

  /** The last watermark, epoch milliseconds; null when there was none. */
  public @Nullable Long watermark() throws IOException {
    return saved.watermark();
  }

  /** Its operators, by uid. */
  public List<OperatorFacts> operators() {
    return saved.metadata().getOperatorStates().stream()
        .map(
            each ->
                new OperatorFacts(
                    each.getOperatorUid()
                        .or(each::getOperatorName)
                        .orElse(each.getOperatorID().toString()),
                    each.getParallelism(),
                    each.getMaxParallelism(),
                    each.getStateSize()))
        .sorted(Comparator.comparing(OperatorFacts::uid))
        .toList();
  }

  /** The number of key groups. */
  public int maxParallelism() {
    return reconcile.getMaxParallelism();
  }

  /** The formats of Lockstep in which the keyed states were written, by state. */
  public Map<String, Integer> formats() throws IOException {
    return Formats.of(handles).numbers();
  }

  /** Brings each entity before a visitor, one key group after another. */
  public void read(Consumer<Kept> visitor, Progress progress) throws IOException {
    for (int group = 0; group < maxParallelism(); group++) {
      read(group, visitor);
      progress.at(group + 1, maxParallelism());
    }
  }

  /** What is kept of one entity, null when nothing is. */
  public @Nullable Kept find(String entity) throws IOException {
    List<Kept> found = new ArrayList<>();
    read(
        KeyGroupRangeAssignment.assignToKeyGroup(entity, maxParallelism()),
        kept -> {
          if (kept.entity().equals(entity)) {
            found.add(kept);
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** The format of Flink's own notes about it. */
  public int flinkFormat() throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(saved.pointer())
                .getMetadataHandle()
                .openInputStream())) {
      in.readInt();
      return in.readInt();
    }
  }

  /** Brings the entities of one key group before a visitor. */
  public void read(int group, Consumer<Kept> visitor) throws IOException {
    try (KeyGroup one = KeyGroup.open(handles, group, maxParallelism())) {
      one.each(visitor);
    }
  }
}
