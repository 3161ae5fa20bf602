package dev.lockstep.bench.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.measure.ChildProcess;
import dev.lockstep.bench.measure.TemporaryFolder;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Runs one race: in a process of its own, or in this one. */
public final class RaceRun {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long STILL_MILLIS = 2_000;

  private RaceRun() {}

  /** What a process of its own is started with. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.tell(JSON.writeValueAsString(here(Race.ofArguments(arguments))));
    System.exit(0);
  }

  /** Runs it in a process of its own. */
  static Timed apart(Race race, List<String> options) throws IOException {
    ChildProcess child = ChildProcess.of(RaceRun.class, options, race.arguments());
    boolean streams = race.contender() == Contender.B2 || race.contender() == Contender.B2_A4;
    // Flink's build of RocksDB has the same classes: what comes first on the class path wins
    return JSON.readValue((streams ? child.withFirst("rocksdbjni-") : child).run(), Timed.class);
  }

  /** Runs it in this process; one at a time. */
  static Timed here(Race race) throws Exception {
    Workload workload = race.workload();
    Topics.create(race.bootstrapServers(), topics(race));
    FirstRecord.reset();
    Watch watch = new Watch(race.output(), race.commitMillis() + STILL_MILLIS);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      watch(race, watch, folder.path());
    }
    Oracle oracle = new Oracle(workload);
    List<Long> ends = Outcome.read(race, oracle).ends();
    String output = oracle.verdict();
    if (!output.equals(Oracle.RIGHT)) {
      return new Timed(workload.total(), 0, 0, 0, 0, output);
    }
    Watch.Sample committed = watch.whenCommitted(ends);
    return new Timed(
        workload.total(),
        (watch.whenWritten(ends).nanos() - FirstRecord.atNanos()) / 1e9,
        (committed.nanos() - FirstRecord.atNanos()) / 1e9,
        committed.cpuSeconds(),
        committed.peakResidentMib(),
        output);
  }

  private static void watch(Race race, Watch watch, Path folder) throws Exception {
    Running running = start(race, folder);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", race.bootstrapServers()))) {
      watch.untilQuiet(admin, race.workload().unique());
    } finally {
      running.end();
    }
  }

  private static List<String> topics(Race race) {
    List<String> topics = new ArrayList<>(List.of(race.output()));
    if (race.contender() == Contender.LOCKSTEP_ALL) {
      LockstepJobs.OTHER_OUTPUTS.forEach(output -> topics.add(race.name() + "-" + output));
    }
    return topics;
  }

  private static Running start(Race race, Path folder) throws Exception {
    return switch (race.contender()) {
      case B1, B1_A4 -> FlinkByHand.start(race, folder);
      case B2, B2_A4 -> StreamsByHand.start(race, folder);
      case B3 -> PlainLoops.start(race);
      case LOCKSTEP, LOCKSTEP_RECORD, LOCKSTEP_ALL -> LockstepJobs.start(race, folder);
    };
  }

  /** A contender at work. */
  @FunctionalInterface
  interface Running {
    /** Ends it; it may be in the middle of something. */
    void end() throws Exception;
  }
}
