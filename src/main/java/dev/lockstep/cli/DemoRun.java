package dev.lockstep.cli;

import dev.lockstep.demo.Demonstration;
import dev.lockstep.demo.Finish;
import dev.lockstep.demo.Mishap;
import dev.lockstep.demo.Story;
import dev.lockstep.embedded.EmbeddedKafka;
import dev.lockstep.spec.JobSpec;
import java.util.List;
import java.util.Map;

/**
 * A demonstration on a Kafka of its own: plain consumers and a Lockstep job, on the same topic.
 *
 * @param demonstration what happens
 * @param spec of the job
 * @param topic that it reads
 * @param page where it is told
 * @param status where it says what it waits for
 */
record DemoRun(
    Demonstration demonstration, JobSpec spec, String topic, DemoPage page, StatusLine status) {
  private static final Map<String, String> BROKER = Map.of("num.partitions", "2");

  /** What is changed in a ready-made spec: results come soon, and all verdicts are to be seen. */
  static List<String> changes(String name) {
    return List.of(
        "flink.checkpoint-interval=500ms",
        "outputs.verdicts.kafka.topic=" + name + "-verdicts",
        "outputs.verdicts.all=true");
  }

  /** Tells everything; the job's result is what remains. */
  DemoResult run() throws Exception {
    status.tell("Kafka starts");
    try (EmbeddedKafka kafka =
            Interruption.undisturbed(() -> EmbeddedKafka.open(Map.of(), BROKER));
        StateFolder state = StateFolder.of(null)) {
      String inOrder = topic + "-in-order";
      kafka.createTopic(topic, Demonstration.CONSUMERS);
      kafka.createTopic(inOrder, 1);
      status.tell("the Lockstep job starts");
      JobSpec moved = EmbeddedSpec.on(kafka.bootstrapServers(), spec);
      try (DemoJob job = DemoJob.start(moved, state.path())) {
        status.tell("one consumer works");
        Finish one = demonstration.inOrder(kafka.bootstrapServers(), inOrder);
        status.tell(Demonstration.CONSUMERS + " consumers and the Lockstep job work");
        Finish many = demonstration.inParallel(kafka.bootstrapServers(), topic);
        job.catchUp();
        Mishap mishap = demonstration.mishap();
        DemoMishap.Seen seen = null;
        if (mishap != null) {
          status.tell("an order goes wrong");
          seen = new DemoMishap(mishap, moved, job).play();
        }
        DemoResult all = job.stop();
        DemoResult result = mishap == null ? all : all.replaced(mishap.entities());
        status.clear();
        tell(one, many, result);
        if (mishap != null && seen != null) {
          page.mishap(mishap, seen, demonstration.story());
        }
        page.verdicts(result, mishap != null);
        return result;
      } finally {
        // An interruption has done its work: what is open must be closed in peace.
        Thread.interrupted();
      }
    } finally {
      status.clear();
    }
  }

  private void tell(Finish one, Finish many, DemoResult result) {
    Story story = demonstration.story();
    page.withoutLockstep(story, many);
    page.withLockstep(story, one, many, result);
  }
}
