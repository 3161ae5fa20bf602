package dev.lockstep.connect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subtask's reader, which reads the partitions of its topics and gives up those of others.
 *
 * <p>Flink makes an output for each partition in a subtask's state, whose watermark the others wait
 * for. The outputs of what is given up are ended before anything is read.
 */
@SuppressWarnings("try") // what closing the reader within throws is up to it
final class TopicsReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(TopicsReader.class);

  private final SourceReader<T, KafkaPartitionSplit> kafka;
  private final Set<String> topics;
  private final Set<String> givenUp = new LinkedHashSet<>();

  TopicsReader(SourceReader<T, KafkaPartitionSplit> kafka, Set<String> topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> kept = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      if (topics.contains(split.getTopic())) {
        kept.add(split);
      } else {
        LOG.info("{} belongs to a topic that is not read any more", split);
        givenUp.add(split.splitId());
      }
    }
    if (!kept.isEmpty()) {
      kafka.addSplits(kept);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    givenUp.forEach(output::releaseOutputForSplit);
    givenUp.clear();
    return kafka.pollNext(output);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return givenUp.isEmpty() ? kafka.isAvailable() : CompletableFuture.completedFuture(null);
  }

  @Override
  public void start() {
    kafka.start();
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
    return kafka.snapshotState(checkpoint);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    kafka.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    kafka.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    kafka.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
