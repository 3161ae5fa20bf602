package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicsReaderTest {
  private final List<String> told = new ArrayList<>();
  private final TopicsReader<String> reader = new TopicsReader<>(new Within(), Set.of("kept"));

  @Test
  void partitionsOfOtherTopicsAreNotReadAndEndBeforeAnythingIsRead() throws Exception {
    reader.addSplits(List.of(split("gone", 0), split("kept", 1), split("gone", 2)));
    reader.pollNext(new Outputs());
    reader.pollNext(new Outputs());
    assertThat(told).containsExactly("add kept-1", "end gone-0", "end gone-2", "poll", "poll");
  }

  /** Asked for nothing, the reader within would start a consumer that has nothing to read. */
  @Test
  void aReaderWithNothingLeftToReadEndsThemWithoutBeingWaitedFor() throws Exception {
    assertThat(reader.isAvailable()).isNotDone();
    reader.addSplits(List.of(split("gone", 0)));
    assertThat(reader.isAvailable()).isDone();
    reader.pollNext(new Outputs());
    assertThat(reader.isAvailable()).isNotDone();
    assertThat(told).containsExactly("end gone-0", "poll");
  }

  @Test
  void theRestIsUpToTheReaderWithin() throws Exception {
    reader.start();
    assertThat(reader.snapshotState(4)).containsExactly(split("kept", 9));
    reader.notifyCheckpointComplete(4);
    reader.notifyCheckpointAborted(5);
    reader.pauseOrResumeSplits(List.of("a"), List.of("b"));
    reader.handleSourceEvents(new Event());
    reader.notifyNoMoreSplits();
    reader.close();
    assertThat(told)
        .containsExactly(
            "start",
            "snapshot 4",
            "complete 4",
            "aborted 5",
            "pause [a] resume [b]",
            "event",
            "no more",
            "close");
  }

  private static KafkaPartitionSplit split(String topic, int partition) {
    return new KafkaPartitionSplit(new TopicPartition(topic, partition), 5);
  }

  private static final class Event implements SourceEvent {
    private static final long serialVersionUID = 1L;
  }

  /** Tells what it was asked for. */
  private final class Within implements SourceReader<String, KafkaPartitionSplit> {
    @Override
    public void start() {
      told.add("start");
    }

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
      told.add("poll");
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
      told.add("snapshot " + checkpoint);
      return List.of(split("kept", 9));
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return new CompletableFuture<>();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
      splits.forEach(split -> told.add("add " + split.splitId()));
      assertThat(splits).isNotEmpty();
    }

    @Override
    public void notifyNoMoreSplits() {
      told.add("no more");
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      told.add("event");
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
      told.add("pause " + toPause + " resume " + toResume);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      told.add("complete " + checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) {
      told.add("aborted " + checkpoint);
    }

    @Override
    public void close() {
      told.add("close");
    }
  }

  /** Outputs of partitions that can only end. */
  private final class Outputs implements ReaderOutput<String> {
    @Override
    public void releaseOutputForSplit(String split) {
      told.add("end " + split);
    }

    @Override
    public SourceOutput<String> createOutputForSplit(String split) {
      throw new AssertionError(split);
    }

    @Override
    public void collect(String value) {
      throw new AssertionError(value);
    }

    @Override
    public void collect(String value, long timestamp) {
      throw new AssertionError(value);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new AssertionError(watermark);
    }

    @Override
    public void markIdle() {
      throw new AssertionError("idle");
    }

    @Override
    public void markActive() {
      throw new AssertionError("active");
    }
  }
}
