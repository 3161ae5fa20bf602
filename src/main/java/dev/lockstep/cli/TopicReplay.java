package dev.lockstep.cli;

import dev.lockstep.codec.Decoder;
import dev.lockstep.connect.Finding;
import dev.lockstep.connect.OriginRecords;
import dev.lockstep.connect.Preflight;
import dev.lockstep.connect.ReplayProducer;
import dev.lockstep.connect.TopicRecords;
import dev.lockstep.job.JobParts;
import dev.lockstep.replay.Letters;
import dev.lockstep.replay.Pace;
import dev.lockstep.replay.Plan;
import dev.lockstep.replay.Progress;
import dev.lockstep.replay.Replay;
import dev.lockstep.replay.Selection;
import dev.lockstep.replay.TopicDestination;
import dev.lockstep.replay.TopicOriginals;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SourceSpec;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * A replay from a topic of dead letters to the source topics.
 *
 * @param source where the letters came from, and go to
 * @param topic where they are
 */
record TopicReplay(
    JobSpec spec, SourceSpec.Kafka source, KafkaTopic topic, Selection selection, ReplayPage page) {

  /** A plan, and the progress that it begins with. */
  private record Begun(Plan plan, Progress progress) {}

  /** Shows what would be sent. */
  int look(boolean again) throws Exception {
    check(null);
    try {
      begin(again);
      return page.forecast();
    } catch (KafkaException failure) {
      throw ReplayFailure.of(failure);
    }
  }

  /** Sends it; it goes on where an earlier one was interrupted. */
  int send(Pace pace, boolean again) throws Exception {
    check(name());
    try (ReplayProducer producer = new ReplayProducer(source, name());
        OriginRecords records = new OriginRecords(source)) {
      Begun begun = begin(again);
      TopicOriginals originals = new TopicOriginals(records, Decoder.of(JobParts.fields(spec)));
      TopicDestination destination = new TopicDestination(producer, takesRecordTime());
      Replay replay = new Replay(originals, destination, pace, page::progress);
      return page.summary(replay.run(begun.plan(), begun.progress()));
    } catch (InterruptedException | InterruptException stopped) {
      return page.interrupted();
    } catch (KafkaException failure) {
      throw ReplayFailure.of(failure);
    }
  }

  /** One for each selection: what one replay has sent, another with other options may send. */
  private String name() {
    return spec.name() + "-replay-" + selection.name();
  }

  private boolean takesRecordTime() {
    return spec.event().time() == null || spec.timeIsOptional();
  }

  private void check(@Nullable String name) throws InterruptedException {
    boolean failed = false;
    for (Finding finding : Preflight.checkReplay(source, topic, name)) {
      page.found(finding);
      failed |= finding.severity() == Severity.ERROR;
    }
    if (failed) {
      throw CommandFailure.environment("nothing can be replayed");
    }
  }

  private Begun begin(boolean again) throws InterruptedException {
    try (TopicRecords records = new TopicRecords(topic)) {
      SortedMap<Integer, Long> ends = records.ends();
      String id = records.topicId();
      Progress progress = kept(again, id, ends).begin(id, ends);
      Letters letters = new Letters();
      records.until(progress.ends(), letters::add);
      Set<String> topics = Set.copyOf(source.topics());
      KafkaTopic control = spec.control().kafka();
      String verbs = control == null ? null : control.topic();
      Plan plan = Plan.of(selection, letters.found(), topics, verbs, progress);
      page.found(topic.topic(), letters, plan);
      return new Begun(plan, progress);
    }
  }

  private Progress kept(boolean again, String id, SortedMap<Integer, Long> ends)
      throws InterruptedException {
    Progress kept = Progress.parse(ReplayProducer.progress(source, name()));
    if (kept == null || (again && !kept.isOpenForAll())) {
      return Progress.none();
    }
    if (!kept.fits(id, ends)) {
      page.anew(topic.topic());
      return Progress.none();
    }
    return kept;
  }
}
