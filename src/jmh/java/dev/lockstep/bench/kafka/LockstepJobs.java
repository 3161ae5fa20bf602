package dev.lockstep.bench.kafka;

import dev.lockstep.bench.SpecResource;
import dev.lockstep.job.KafkaRun;
import dev.lockstep.spec.JobSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;

/** Lockstep as {@code lockstep run} has it, from a spec. */
final class LockstepJobs {
  /** What the job with all features writes beside the applied events. */
  static final List<String> OTHER_OUTPUTS =
      List.of("state", "verdicts", "dead-letters", "incidents", "quarantine");

  private LockstepJobs() {}

  static RaceRun.Running start(Race race, Path folder) throws Exception {
    boolean all = race.contender() == Contender.LOCKSTEP_ALL;
    boolean record = race.contender() == Contender.LOCKSTEP_RECORD;
    JobSpec spec = spec(race, all ? "all.yaml" : record ? "record.yaml" : "applied.yaml");
    JobClient job = new KafkaRun(spec, Race.PARALLELISM, List.of(), folder).start();
    return () -> job.cancel().get();
  }

  private static JobSpec spec(Race race, String name) {
    Map<String, String> variables =
        Map.of(
            "RUN", race.name(),
            "BOOTSTRAP", race.bootstrapServers(),
            "CHECKPOINT", race.commitMillis() + "ms",
            "INTERCEPTOR", FirstRecord.class.getName());
    return SpecResource.read(LockstepJobs.class, name, variables);
  }
}
