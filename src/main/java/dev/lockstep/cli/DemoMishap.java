package dev.lockstep.cli;

import dev.lockstep.codec.ControlLine;
import dev.lockstep.connect.ControlTopic;
import dev.lockstep.demo.Mishap;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.OutputsSpec.Output;
import dev.lockstep.spec.SourceSpec.Kafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;

/** What operators see and do when an entity is stopped, with the real commands' parts. */
record DemoMishap(Mishap mishap, JobSpec spec, DemoJob job) {

  /** Has it happen, and mends it; what was seen, as the commands print it. */
  Seen play() throws Exception {
    Kafka source = Objects.requireNonNull(spec.source().kafka());
    mishap.send(source.bootstrapServers(), source.topics().get(0));
    KafkaTopic notices = OperatorTopics.of(spec, Output.QUARANTINE, "quarantine");
    job.await(
        () -> job.isAt(mishap.other(), mishap.truth()) && isStopped(StoppedEntities.of(notices)));
    StringWriter list = new StringWriter();
    EntityListCommand.print(
        StoppedEntities.of(notices).list(), System.currentTimeMillis(), new PrintWriter(list));
    StringWriter answer = new StringWriter();
    mend(new PrintWriter(answer));
    job.await(() -> job.isAt(mishap.entity(), mishap.truth()));
    return new Seen(list.toString(), answer.toString(), job.versions(mishap.entity()));
  }

  private boolean isStopped(StoppedEntities stopped) {
    return stopped.list().stream()
        .anyMatch(each -> each.entity().equals(mishap.entity()) && each.held() == mishap.parked());
  }

  private void mend(PrintWriter out) throws Exception {
    ControlLine control =
        new ControlLine(
            "demo-1",
            mishap.entity(),
            Verb.REPLACE,
            mishap.culprit(),
            null,
            null,
            Bytes.utf8(mishap.corrected()),
            "demo",
            System.currentTimeMillis(),
            mishap.why());
    try (Answers answers = Answers.of(spec)) {
      ControlTopic.send(OperatorTopics.control(spec), List.of(control));
      answers.await(List.of(control), Answers.patience(spec), out);
    }
  }

  /**
   * What an operator saw.
   *
   * @param list the quarantined entities
   * @param answer the job's, to the verb
   * @param versions of the entity, as they were applied
   */
  record Seen(String list, String answer, List<String> versions) {}
}
